// Your Gatehouse.
const GATEHOUSE = 'https://login.example.com';

/** Logs in, or registers the person, in an app or a mini program; answers the user and the session. */
export async function login() {
  const channel = uni.getSystemInfoSync().uniPlatform === 'app' ? 'app' : 'mini';
  const { code } = await uni.login({ provider: 'weixin', onlyAuthorize: true });
  const { statusCode, data } = await uni.request({
    url: `${GATEHOUSE}/v1/logins`,
    method: 'POST',
    data: { method: 'WX', credential: { channel, code } },
  });
  if (statusCode !== 200 && statusCode !== 201) {
    throw Object.assign(new Error(data.detail), { code: data.code });
  }
  return data;
}
