const { login } = require('../../gatehouse.js');

Page({
  data: { busy: false, name: '', message: '' },

  async onLogin() {
    this.setData({ busy: true, message: '' });
    try {
      const user = await login();
      this.setData({ name: user.name });
    } catch (error) {
      this.setData({ message: error.message });
    }
    this.setData({ busy: false });
  },
});
