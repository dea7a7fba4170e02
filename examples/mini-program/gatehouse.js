// Calls of Gatehouse. Set the address of yours; it must be a request domain of the mini program.
const BASE_URL = 'https://login.example.com';

// Stored so that the next start needs no login. The access token stays in memory.
const REFRESH_TOKEN = 'gatehouse_refresh_token';
let accessToken = '';

/** A code for one login: valid for five minutes, once. The person is not asked. */
function newCode() {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code, errMsg }) => (code ? resolve(code) : reject(new Error(errMsg))),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

function post(path, data) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: BASE_URL + path,
      method: 'POST',
      header: { 'Content-Type': 'application/json', 'Accept-Language': 'zh-CN' },
      data,
      success: ({ statusCode, data: answer }) => {
        if (statusCode === 200 || statusCode === 201) {
          resolve(answer);
        } else {
          // application/problem+json is text to wx.request.
          const problem = typeof answer === 'string' ? JSON.parse(answer) : answer;
          const error = new Error(problem.detail);
          error.code = problem.code;
          reject(error);
        }
      },
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

function keep(session) {
  accessToken = session.accessToken;
  wx.setStorageSync(REFRESH_TOKEN, session.refreshToken);
}

/** Logs in, or registers the person, and answers the user. */
async function login() {
  const { user, session } = await post('/v1/logins', {
    method: 'WX',
    credential: { channel: 'mini', code: await newCode() },
  });
  keep(session);
  return user;
}

/** A valid access token for your own server; logs in again when the session has ended. */
async function freshAccessToken() {
  const refreshToken = wx.getStorageSync(REFRESH_TOKEN);
  if (refreshToken) {
    try {
      keep(await post('/v1/session/refresh', { refreshToken }));
      return accessToken;
    } catch (error) {
      if (error.code !== 'session_invalid') {
        throw error;
      }
    }
  }
  await login();
  return accessToken;
}

module.exports = { login, freshAccessToken };
