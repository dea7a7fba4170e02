package dev.gatehouse.wechatsimulator.platform;

/**
 * An app registered on the Open Platform.
 *
 * @param channel the name that clients of Gatehouse and users of the simulator use
 * @param scope the granted scope: {@code snsapi_login} for a website app, {@code snsapi_userinfo}
 *     for a mobile app
 * @param callbackDomain the only host of redirect URIs; empty for any
 */
public record App(
    String channel, String appId, String secret, String scope, String callbackDomain) {
  public static final String WEBSITE_SCOPE = "snsapi_login";

  public App {
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

  public static App website(String channel, String appId, String secret, String callbackDomain) {
    return new App(channel, appId, secret, WEBSITE_SCOPE, callbackDomain);
  }

  public static App mobile(String channel, String appId, String secret) {
    return new App(channel, appId, secret, "snsapi_userinfo", "");
  }

  /** Whether the app may use the page with the QR code. */
  public boolean isWebsite() {
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
