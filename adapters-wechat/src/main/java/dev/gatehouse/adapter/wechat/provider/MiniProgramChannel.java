package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.adapter.wechat.client.WeChatClient;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;

/**
 * A mini program: {@code wx.login} gives the code, without a question to the person. WeChat gives
 * no profile. The session key is dropped (reference wechat-more, section 1).
 *
 * @param mayConfirm whether the silent proof may confirm a session
 */
record MiniProgramChannel(WeChatApp app, WeChatClient weChat, UnionIds unionIds, boolean mayConfirm)
    implements WeChatChannel {

  @Override
  public Authentication authenticate(String code, Deadline deadline) throws LoginException {
    String unionId = weChat.unionId(app, code, deadline);
    return new Proven(
        unionIds.identity(
            app,
            unionId,
            "that the mini program of "
                + app.property("id")
                + " is bound to a WeChat Open Platform account. The binding is made in the console"
                + " of the Open Platform (开放平台) under 绑定关系 > 小程序, not in that of the mini"
                + " program"),
        mayConfirm);
  }

  /**
   * The phone number that the person shared with the phone button: to fill in a form. WeChat may
   * have verified it long ago, so it proves nothing.
   */
  String phoneNumber(String code, Deadline deadline) throws LoginException {
    return weChat.phoneNumber(app, code, "", deadline);
  }

  /** The phone number that the person shared who gives the code of a login, too. */
  String phoneNumber(String code, String loginCode, Deadline deadline) throws LoginException {
    String openId = weChat.openId(app, loginCode, deadline);
    return weChat.phoneNumber(app, code, openId, deadline);
  }

  private record Proven(ExternalIdentity identity, boolean mayConfirm) implements Authentication {

    @Override
    public Profile profile() {
      return Profile.EMPTY;
    }
  }
}
