package dev.gatehouse.adapter.wechat.client;

import java.util.Locale;

/**
 * One registered WeChat app: the credentials of one channel.
 *
 * @param channel the name that clients send
 * @param id WeChat's id of the app
 * @param secret WeChat's secret of the app
 * @param kind where a login begins
 * @param baseFirst whether an official account tries the silent scope first
 */
public record WeChatApp(String channel, String id, String secret, Kind kind, boolean baseFirst) {

  /** The full name of a property of this app, for messages to the operator. */
  public String property(String name) {
    return "gatehouse.wechat.apps." + channel + "." + name;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "WeChatApp[" + channel + "]";
  }

  /** Where a login begins. */
  public enum Kind {
    /** WeChat's 网站应用: a QR code in a browser. */
    WEBSITE("web"),

    /** WeChat's 移动应用: its SDK in an app. */
    MOBILE("app"),

    /** WeChat's 服务号: a page in the browser inside WeChat (H5). */
    OFFICIAL_ACCOUNT("h5"),

    /** WeChat's 小程序: a program inside WeChat, silently. */
    MINI_PROGRAM("mini");

    private final String usualChannel;

    /**
     * @param usualChannel the channel that is of this kind unless configured otherwise
     */
    Kind(String usualChannel) {
      this.usualChannel = usualChannel;
    }

    public String usualChannel() {
      return usualChannel;
    }

    /** The name in the configuration. */
    public String setting() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
