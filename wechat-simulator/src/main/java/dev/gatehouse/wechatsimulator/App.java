package dev.gatehouse.wechatsimulator;

/**
 * An app registered on the Open Platform.
 *
 * @param channel the name under which Gatehouse's clients and the simulator's users ask for it
 * @param scope what WeChat grants it: {@code snsapi_login} to a website app, {@code
 *     snsapi_userinfo} to a mobile app
 */
record App(String channel, String appId, String secret, String scope) {

  App {
    refuseBlank("channel", channel);
    refuseBlank("appId", appId);
    refuseBlank("secret", secret);
    refuseBlank("scope", scope);
  }

  static App website(String channel, String appId, String secret) {
    return new App(channel, appId, secret, "snsapi_login");
  }

  static App mobile(String channel, String appId, String secret) {
    return new App(channel, appId, secret, "snsapi_userinfo");
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
