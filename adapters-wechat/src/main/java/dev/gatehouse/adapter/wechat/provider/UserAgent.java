package dev.gatehouse.adapter.wechat.provider;

import java.util.regex.Pattern;

/** A kind of browser, as far as it matters to a login with WeChat. */
enum UserAgent {
  /** The browser inside WeChat. */
  WECHAT,

  /** The browser inside WeCom, which has an authorization of its own. */
  WECOM,

  /** Another browser on a phone, which cannot scan its own screen. */
  PHONE,

  OTHER;

  private static final Pattern ON_A_PHONE =
      Pattern.compile("iPhone|Android.*Mobile|Mobile.*Android");

  /**
   * The kind of a browser.
   *
   * @param header any text at all, as the browser sent it
   */
  static UserAgent of(String header) {
    if (header.contains("MicroMessenger")) {
      return header.contains("wxwork") ? WECOM : WECHAT;
    }
    return ON_A_PHONE.matcher(header).find() ? PHONE : OTHER;
  }
}
