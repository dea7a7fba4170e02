package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.adapter.wechat.client.WeChatClient;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;

/**
 * The login of all apps whose codes are exchanged for a token (reference, section 3).
 *
 * <p>WeChat usually sends the unionid with the token, so the login of a returning user costs one
 * call. Tokens are not kept after the login (SEC-16). Thread-safe.
 */
final class TokenLogin {

  private final WeChatClient weChat;
  private final UnionIds unionIds;

  TokenLogin(WeChatClient weChat, UnionIds unionIds) {
    this.weChat = weChat;
    this.unionIds = unionIds;
  }

  Authentication authenticate(WeChatApp app, String code, Deadline deadline) throws LoginException {
    WeChatClient.Token token = weChat.exchange(app, code, deadline);
    if (app.baseFirst() && token.silent()) {
      return silent(app, token);
    }
    if (token.unionId().isEmpty()) {
      WeChatClient.UserInfo info = weChat.userInfo(app, token, deadline);
      return new Proven(identity(app, info.unionId()), () -> info);
    }
    return new Proven(identity(app, token.unionId()), () -> weChat.userInfo(app, token, deadline));
  }

  /** WeChat gives a unionid with this scope only to an app that the person has known before. */
  private Authentication silent(WeChatApp app, WeChatClient.Token token) throws LoginException {
    if (token.unionId().isEmpty()) {
      throw new LoginException.ConsentRequired();
    }
    return new Silent(identity(app, token.unionId()));
  }

  private ExternalIdentity identity(WeChatApp app, String unionId) throws LoginException {
    return unionIds.identity(
        app,
        unionId,
        "that the app of " + app.property("id") + " is bound to a WeChat Open Platform account");
  }

  private record Proven(ExternalIdentity identity, ProfileSource source) implements Authentication {

    @Override
    public Profile profile() throws LoginException {
      return new Profile(source.userInfo().nickname());
    }
  }

  /** The proof of a person who was not asked. */
  private record Silent(ExternalIdentity identity) implements Authentication {

    @Override
    public Profile profile() throws LoginException {
      throw new LoginException.ConsentRequired();
    }

    @Override
    public boolean mayConfirm() {
      return false;
    }
  }

  private interface ProfileSource {
    WeChatClient.UserInfo userInfo() throws LoginException;
  }
}
