package dev.gatehouse.wechatsimulator.qr;

/**
 * A wrong parameter of the authorization page. WeChat shows an error page; the website gets no
 * callback. The codes are those of the page for official accounts.
 */
final class AuthorizationRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final long errcode;
  private final String key;

  private AuthorizationRefused(long errcode, String key) {
    super(key);
    this.errcode = errcode;
    this.key = key;
  }

  static AuthorizationRefused appIdMissing() {
    return new AuthorizationRefused(10012, "error.appid");
  }

  static AuthorizationRefused appIdUnknown() {
    return new AuthorizationRefused(40013, "error.appid");
  }

  static AuthorizationRefused redirectUriMissing() {
    return new AuthorizationRefused(10011, "error.redirect_uri");
  }

  static AuthorizationRefused redirectUriWrong() {
    return new AuthorizationRefused(10003, "error.redirect_uri");
  }

  static AuthorizationRefused scopeMissing() {
    return new AuthorizationRefused(10010, "error.scope");
  }

  static AuthorizationRefused scopeNotGranted() {
    return new AuthorizationRefused(10005, "error.scope");
  }

  static AuthorizationRefused responseTypeWrong() {
    return new AuthorizationRefused(40035, "error.response_type");
  }

  static AuthorizationRefused parameterOrderWrong() {
    return new AuthorizationRefused(40035, "error.order");
  }

  static AuthorizationRefused websiteApp() {
    return new AuthorizationRefused(10016, "error.kind");
  }

  static AuthorizationRefused stateMalformed() {
    return new AuthorizationRefused(40035, "error.state");
  }

  static AuthorizationRefused stateTooLong() {
    return new AuthorizationRefused(40035, "error.state");
  }

  long errcode() {
    return errcode;
  }

  /** The key of the message. */
  String key() {
    return key;
  }
}
