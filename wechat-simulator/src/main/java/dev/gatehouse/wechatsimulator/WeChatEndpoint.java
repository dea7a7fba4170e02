package dev.gatehouse.wechatsimulator;

/** The calls of WeChat's that the simulator answers. */
public enum WeChatEndpoint {
  /** Code to token. */
  ACCESS_TOKEN("/sns/oauth2/access_token"),

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
