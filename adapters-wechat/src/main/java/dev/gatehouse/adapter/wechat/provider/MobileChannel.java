package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;

/** A mobile app: WeChat's SDK in the app gives the code (reference, section 2). */
record MobileChannel(WeChatApp app, TokenLogin login) implements WeChatChannel {

  @Override
  public Authentication authenticate(String code, Deadline deadline) throws LoginException {
    return login.authenticate(app, code, deadline);
  }
}
