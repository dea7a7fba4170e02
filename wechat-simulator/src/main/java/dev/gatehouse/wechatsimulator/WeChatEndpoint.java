package dev.gatehouse.wechatsimulator;

/** The calls of WeChat's that the simulator answers. */
public enum WeChatEndpoint {
  /** The page with the QR code, which a browser opens. */
  QRCONNECT("/connect/qrconnect"),

  /** Code to token. */
  ACCESS_TOKEN("/sns/oauth2/access_token"),

  /** A token's life made longer. */
  REFRESH_TOKEN("/sns/oauth2/refresh_token"),

  /** Whether a token is good. */
  AUTH("/sns/auth"),

  /** Token to user information. */
  USERINFO("/sns/userinfo");

  private final String path;

  WeChatEndpoint(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }
}
