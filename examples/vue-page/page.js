import { createApp, ref } from "vue";
import { UserManager, WebStorageStateStore } from "oidc-client-ts";

// Your Gatehouse, and the name under which it knows this page (gatehouse.oidc.clients.<name>).
const GATEHOUSE = "https://login.example.com";
const CLIENT = "page";

const HERE = location.origin + location.pathname;

const users = new UserManager({
  authority: GATEHOUSE,
  client_id: CLIENT,
  redirect_uri: HERE,
  post_logout_redirect_uri: HERE,
  scope: "openid profile offline_access",
  // All tabs share it.
  userStore: new WebStorageStateStore({ store: localStorage }),
  // accessToken() does it, one tab at a time.
  automaticSilentRenew: false,
});

// An access token for your API; undefined if the user has to sign in. Of several tabs one refreshes, and the others wait and
// take what it stored: a refresh token works once. A tab that sees the old one for a moment longer repeats the refresh, which
// Gatehouse answers for 10 seconds.
export function accessToken() {
  return navigator.locks.request("gatehouse", async () => {
    const user = await users.getUser();
    if (!user || user.expires_in > 60) {
      return user?.access_token;
    }
    try {
      return (await users.signinSilent()).access_token;
    } catch (failure) {
      if (failure.error !== "invalid_grant") {
        throw failure; // Not an answer about this user: try again later.
      }
      await users.removeUser(); // Signed out elsewhere.
      return undefined;
    }
  });
}

// Back from Gatehouse, once; without code and state in the address a reload is harmless.
if (/[?&](code|error)=/.test(location.search)) {
  await users.signinCallback();
  history.replaceState({}, "", HERE);
}

createApp({
  setup() {
    const name = ref("");
    const said = ref("");
    const show = async () => {
      name.value = (await users.getUser())?.profile.name ?? "";
    };
    const ask = async () => {
      try {
        const token = await accessToken();
        const metadata = await users.metadataService.getMetadata();
        const answer = token && (await fetch(metadata.userinfo_endpoint, { headers: { Authorization: `Bearer ${token}` } }));
        said.value = answer?.ok ? (await answer.json()).sub : "已退出";
      } catch {
        said.value = "暂时无法连接，请稍后重试";
      }
      await show();
    };
    // Another tab has signed in or out.
    addEventListener("storage", show);
    show();
    return { name, said, ask, signIn: () => users.signinRedirect(), signOut: () => users.signoutRedirect() };
  },
  template: `
    <h1>{{ name || "未登录" }}</h1>
    <p role="status">{{ said }}</p>
    <template v-if="name">
      <button @click="ask">查询用户 ID</button>
      <button @click="signOut">退出登录</button>
    </template>
    <button v-else @click="signIn">登录</button>`,
}).mount("#page");
