package dev.gatehouse.wechatsimulator.platform;

import java.time.Duration;

/**
 * An app registered on the Open Platform.
 *
 * @param channel the name that clients of Gatehouse and users of the simulator use
 * @param kind where a login begins
 * @param callbackDomain the only host of redirect URIs; empty for any
 */
public record App(String channel, String appId, String secret, Kind kind, String callbackDomain) {
  public static final String WEBSITE_SCOPE = "snsapi_login";
  public static final String BASE_SCOPE = "snsapi_base";
  public static final String USERINFO_SCOPE = "snsapi_userinfo";

  public App {
    refuseBlank("channel", channel);
    refuseBlank("appId", appId);
    refuseBlank("secret", secret);
    if (!callbackDomain.matches("[0-9A-Za-z.-]*")) {
      throw new IllegalArgumentException(
          "callbackDomain must be a host without scheme, port and path, but is \""
              + callbackDomain
              + "\"");
    }
  }

  public static App website(String channel, String appId, String secret, String callbackDomain) {
    return new App(channel, appId, secret, Kind.WEBSITE, callbackDomain);
  }

  public static App mobile(String channel, String appId, String secret) {
    return new App(channel, appId, secret, Kind.MOBILE, "");
  }

  public static App officialAccount(String channel, String appId, String secret) {
    return new App(channel, appId, secret, Kind.OFFICIAL_ACCOUNT, "");
  }

  public static App miniProgram(String channel, String appId, String secret) {
    return new App(channel, appId, secret, Kind.MINI_PROGRAM, "");
  }

  /** The scope that the app has; empty for a mini program. */
  public String scope() {
    return kind.scope;
  }

  /** The lifetime of the app's codes. */
  public Duration codeLifetime() {
    return kind.codeLifetime;
  }

  /** Whether the app may use the page with the QR code. */
  public boolean isWebsite() {
    return kind == Kind.WEBSITE;
  }

  /** Whether the app can get tokens for the server API under {@code /cgi-bin} and {@code /wxa}. */
  boolean hasServerApi() {
    return kind == Kind.OFFICIAL_ACCOUNT || kind == Kind.MINI_PROGRAM;
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

  /** Where a login begins. */
  public enum Kind {
    /** A QR code in a browser. */
    WEBSITE(WEBSITE_SCOPE, Duration.ofMinutes(10)),

    /** WeChat's SDK in an app. */
    MOBILE(USERINFO_SCOPE, Duration.ofMinutes(10)),

    /** WeChat's own browser. */
    OFFICIAL_ACCOUNT(USERINFO_SCOPE, Duration.ofMinutes(5)),

    /** A program inside WeChat. */
    MINI_PROGRAM("", Duration.ofMinutes(5));

    private final String scope;
    private final Duration codeLifetime;

    Kind(String scope, Duration codeLifetime) {
      this.scope = scope;
      this.codeLifetime = codeLifetime;
    }
  }
}
