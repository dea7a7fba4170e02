package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.adapter.wechat.client.FailureLog;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.adapter.wechat.client.WeChatClient;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Login method {@code WX}: the credential is {@code channel} and {@code code}, the identification
 * is WeChat's unionid, because it alone is the same for all apps of one Open Platform account.
 *
 * <p>WeChat usually sends the unionid with the token, so the login of a returning user costs one
 * call. Tokens are not kept after the login (SEC-16).
 */
final class WeChatIdentityProvider implements IdentityProvider {

  private static final LoginMethod WX = new LoginMethod("WX");

  private final Map<String, WeChatApp> apps;
  private final WeChatClient weChat;
  private final Duration time;
  private final FailureLog failures;

  /**
   * @param time for a whole login, all calls together
   */
  WeChatIdentityProvider(
      Map<String, WeChatApp> apps, WeChatClient weChat, Duration time, FailureLog failures) {
    this.apps = Map.copyOf(apps);
    this.weChat = weChat;
    this.time = time;
    this.failures = failures;
  }

  @Override
  public LoginMethod method() {
    return WX;
  }

  @Override
  public Set<String> channels() {
    return apps.keySet();
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    String channel = credential.require(CHANNEL);
    String code = credential.require("code");
    WeChatApp app = apps.get(channel);
    if (app == null) {
      throw new LoginException.UnknownChannel();
    }
    Deadline deadline = Deadline.in(time);
    WeChatClient.Token token = weChat.exchange(app, code, deadline);
    if (token.unionId().isEmpty()) {
      WeChatClient.UserInfo info = weChat.userInfo(app, token, deadline);
      return new Proven(identity(app, info.unionId()), () -> info);
    }
    return new Proven(identity(app, token.unionId()), () -> weChat.userInfo(app, token, deadline));
  }

  /** Never the openid instead: the same person would become another user with a unionid later. */
  private ExternalIdentity identity(WeChatApp app, String unionId) throws LoginException {
    if (unionId.isEmpty()) {
      failures.add(
          app,
          "WeChat gave no unionid",
          "that the app of " + app.property("id") + " is bound to a WeChat Open Platform account");
      throw new LoginException.IdentityIncomplete("WeChat gave no unionid");
    }
    return new ExternalIdentity(WX, unionId);
  }

  private record Proven(ExternalIdentity identity, ProfileSource source) implements Authentication {

    @Override
    public Profile profile() throws LoginException {
      return new Profile(source.userInfo().nickname());
    }
  }

  private interface ProfileSource {
    WeChatClient.UserInfo userInfo() throws LoginException;
  }
}
