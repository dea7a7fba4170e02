package dev.gatehouse.adapter.wechat;

import java.util.Locale;

/**
 * One registered WeChat app: the credentials of one channel.
 *
 * @param channel the name under which clients ask for it
 * @param kind how a login with it begins
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

  /**
   * Where a login begins. To add a kind is to add it here, with the call that exchanges its codes
   * where that differs (a mini program's does).
   */
  enum Kind {
    /** WeChat's 网站应用: a QR code in a browser. */
    WEBSITE("web"),

    /** WeChat's 移动应用: its SDK in an app. */
    MOBILE("app");

    private final String usualChannel;

    /**
     * @param usualChannel the channel that is of this kind if nothing else is said
     */
    Kind(String usualChannel) {
      this.usualChannel = usualChannel;
    }

    String usualChannel() {
      return usualChannel;
    }

    /** As it is written in the configuration. */
    String setting() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
