package dev.gatehouse.adapter.wechat.provider;

/** A kind of browser, as far as it matters to a login with WeChat. */
enum UserAgent {
  /** The browser inside WeChat. */
  WECHAT,

  /** The browser inside WeCom, which has an authorization of its own. */
  WECOM,

  /** Another browser on a phone, which cannot scan its own screen. */
  PHONE,

  OTHER;

  /**
   * The kind of a browser.
   *
   * @param header any text at all, as the browser sent it
   */
  static UserAgent of(String header) {
    if (header.contains("MicroMessenger")) {
      return header.contains("wxwork") ? WECOM : WECHAT;
    }
    boolean phone =
        header.contains("iPhone") || (header.contains("Android") && header.contains("Mobile"));
    return phone ? PHONE : OTHER;
  }
}
