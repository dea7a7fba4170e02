package dev.gatehouse.wechatsimulator.platform;

/** WeChat's endpoints to which faults apply and whose calls are recorded. */
public enum WeChatEndpoint {
  /** The page with the QR code. */
  QRCONNECT("/connect/qrconnect"),

  /** Code to token. */
  ACCESS_TOKEN("/sns/oauth2/access_token"),

  /** Renewal of an access token. */
  REFRESH_TOKEN("/sns/oauth2/refresh_token"),

  /** Check of an access token. */
  AUTH("/sns/auth"),

  /** Access token to user information. */
  USERINFO("/sns/userinfo");

  private final String path;

  WeChatEndpoint(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }
}
