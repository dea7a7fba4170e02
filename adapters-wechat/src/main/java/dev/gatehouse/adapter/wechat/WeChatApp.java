package dev.gatehouse.adapter.wechat;

/**
 * One registered WeChat app: the credentials of one channel.
 *
 * @param channel the name under which clients ask for it
 * @param kind how a login with it begins; the exchange of a code is alike for all
 */
record WeChatApp(String channel, String id, String secret, Kind kind) {

  /** The property of this app that is named {@code name}, for messages to the operator. */
  String property(String name) {
    return "gatehouse.wechat.apps." + channel + "." + name;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "WeChatApp[" + channel + "]";
  }

  /** Where a login begins (WeChat's 网站应用 and 移动应用). */
  enum Kind {
    WEBSITE,
    MOBILE
  }
}
