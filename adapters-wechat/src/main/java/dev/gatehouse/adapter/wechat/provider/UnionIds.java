package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.FailureLog;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;

/** Turns WeChat's unionids into identities of one login method. Thread-safe. */
final class UnionIds {

  private final LoginMethod method;
  private final FailureLog failures;

  UnionIds(LoginMethod method, FailureLog failures) {
    this.method = method;
    this.failures = failures;
  }

  /**
   * The identity of a unionid. Never the openid instead: the same person would become another user
   * with a unionid later.
   *
   * @param check what the operator must check if there is no unionid
   * @throws LoginException.IdentityIncomplete if the unionid is empty
   */
  ExternalIdentity identity(WeChatApp app, String unionId, String check) throws LoginException {
    if (unionId.isEmpty()) {
      failures.add(app, "WeChat gave no unionid", check);
      throw new LoginException.IdentityIncomplete("WeChat gave no unionid");
    }
    return new ExternalIdentity(method, unionId);
  }
}
