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
  USERINFO("/sns/userinfo"),

  /** The page for browsers inside WeChat. */
  AUTHORIZE("/connect/oauth2/authorize"),

  /** Code of a mini program to session. */
  JSCODE2SESSION("/sns/jscode2session"),

  /** App id and secret to a token for the server API. */
  STABLE_TOKEN("/cgi-bin/stable_token", "POST"),

  /** Code of the phone button to phone number. */
  PHONE_NUMBER("/wxa/business/getuserphonenumber", "POST");

  private final String path;
  private final String method;

  WeChatEndpoint(String path) {
    this(path, "GET");
  }

  WeChatEndpoint(String path, String method) {
    this.path = path;
    this.method = method;
  }

  /** The HTTP method that it takes. */
  public String method() {
    return method;
  }

  public String path() {
    return path;
  }
}
