package dev.gatehouse.wechatsimulator;

/**
 * An app registered on the Open Platform.
 *
 * @param channel the name under which Gatehouse's clients and the simulator's users ask for it
 * @param scope what WeChat grants it: {@code snsapi_login} to a website app, {@code
 *     snsapi_userinfo} to a mobile app
 * @param callbackDomain the host that browsers may be sent back to; empty for any
 */
record App(String channel, String appId, String secret, String scope, String callbackDomain) {
  static final String WEBSITE_SCOPE = "snsapi_login";

  App {
    refuseBlank("channel", channel);
    refuseBlank("appId", appId);
    refuseBlank("secret", secret);
    refuseBlank("scope", scope);
    if (!callbackDomain.matches("[0-9A-Za-z.-]*")) {
      throw new IllegalArgumentException(
          "callbackDomain must be a host without scheme, port and path, but is \""
              + callbackDomain
              + "\"");
    }
  }

  static App website(String channel, String appId, String secret, String callbackDomain) {
    return new App(channel, appId, secret, WEBSITE_SCOPE, callbackDomain);
  }

  static App mobile(String channel, String appId, String secret) {
    return new App(channel, appId, secret, "snsapi_userinfo", "");
  }

  /** Only such an app may log people in on WeChat's page. */
  boolean isWebsite() {
    return scope.equals(WEBSITE_SCOPE);
  }

  private static void refuseBlank(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " of an app must not be blank");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "App[" + channel + ", " + appId + "]";
  }
}
