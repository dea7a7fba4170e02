package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.application.operation.SettingsCheck;
import dev.gatehouse.domain.identity.LoginMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this adapter. All errors are reported at start-up, one line each. A line names
 * the property and a fix, never the value.
 *
 * @param apiBaseUrl the URL of WeChat's API; https, or http to this machine
 * @param authorizeUrl the URL of WeChat's page with the QR code; https, or http to this machine
 * @param officialAccountAuthorizeUrl the URL of WeChat's page for official accounts; https, or http
 *     to this machine
 * @param embedded whether the sign-in page shows WeChat's code within itself
 * @param embeddedScriptUrl the URL of WeChat's script that shows it; https, or http to this machine
 * @param apps the registered apps by channel name
 * @param openPlatforms the channels bound to further Open Platform accounts, by the name that
 *     follows {@code WX.} in their login method
 * @param connectTimeout the time-out of each connection
 * @param readTimeout the time-out of each read
 * @param deadline the time limit of a whole login, all calls together
 * @param maxConcurrent the most calls in flight; further calls are refused at once
 */
@ConfigurationProperties("gatehouse.wechat")
record WeChatProperties(
    @DefaultValue("https://api.weixin.qq.com") String apiBaseUrl,
    @DefaultValue("https://open.weixin.qq.com/connect/qrconnect") String authorizeUrl,
    @DefaultValue(OFFICIAL_ACCOUNT_URL) String officialAccountAuthorizeUrl,
    @DefaultValue("false") boolean embedded,
    @DefaultValue(SCRIPT_URL) String embeddedScriptUrl,
    @DefaultValue Map<String, AppSettings> apps,
    @DefaultValue Map<String, OpenPlatform> openPlatforms,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("5s") Duration readTimeout,
    @DefaultValue("8s") Duration deadline,
    @DefaultValue("2000") int maxConcurrent) {

  /** The login method of all channels that are bound to no further Open Platform account. */
  static final String METHOD = "WX";

  private static final String OFFICIAL_ACCOUNT_URL =
      "https://open.weixin.qq.com/connect/oauth2/authorize";

  private static final String SCRIPT_URL =
      "https://res.wx.qq.com/connect/zh_CN/htmledition/js/wxLogin.js";

  private static final String USERINFO_SCOPE = "snsapi_userinfo";

  private static final String BASE_FIRST = "base-first";

  private static final String PREFIX = "gatehouse.wechat.";

  /** WeChat's secrets have 32 characters. A shorter one is a typing error or a placeholder. */
  private static final int SHORTEST_SECRET = 16;

  /** What our documents print. */
  private static final Set<String> SAMPLE_SECRETS =
      Set.of(
          "0123456789abcdef0123456789abcdef",
          "0123456789abcdef0123456789abcde0",
          "the app secret of that WeChat app");

  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** The longest time-out. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final int MOST_CONCURRENT = 100_000;

  WeChatProperties {
    apps = Map.copyOf(apps);
    openPlatforms = Map.copyOf(openPlatforms);
    Map<String, OpenPlatform> platforms = openPlatforms;
    Set<String> channels = apps.keySet();
    boolean hasApps = !apps.isEmpty();
    List<Runnable> checks = new ArrayList<>();
    checks.add(() -> requireUrl("api-base-url", "https://api.weixin.qq.com", apiBaseUrl));
    checks.add(() ->
        requireUrl("authorize-url", "https://open.weixin.qq.com/connect/qrconnect", authorizeUrl));
    checks.add(() ->
        requireUrl(
            "official-account-authorize-url", OFFICIAL_ACCOUNT_URL, officialAccountAuthorizeUrl));
    checks.add(() -> requireUrl("embedded-script-url", SCRIPT_URL, embeddedScriptUrl));
    checks.add(() -> requireSensible("connect-timeout", connectTimeout));
    checks.add(() -> requireSensible("read-timeout", readTimeout));
    checks.add(() -> requireSensible("deadline", deadline));
    checks.add(() ->
        require(
            maxConcurrent >= 1 && maxConcurrent <= MOST_CONCURRENT,
            "max-concurrent",
            "must be between 1 and " + MOST_CONCURRENT + ", for example 2000"));
    checks.add(() ->
        require(
            hasApps,
            "apps",
            "has no entry: set apps.<channel>.id and .secret for each WeChat app, for example"
                + " apps.web.id"));
    new TreeMap<>(apps).forEach((channel, settings) -> checks.add(() -> settings.toApp(channel)));
    new TreeMap<>(platforms)
        .forEach((name, platform) -> checks.add(() -> platform.require(name, channels)));
    checks.add(() -> requireOnePlatformEach(platforms.values()));
    SettingsCheck.runAll(checks);
  }

  /** The URL of the script if the sign-in page embeds WeChat's form; otherwise null. */
  @Nullable URI embeddedScript() {
    return embedded ? URI.create(embeddedScriptUrl.strip()) : null;
  }

  /** The apps of the channels of one login method. */
  Map<String, WeChatApp> appsOf(LoginMethod method) {
    Map<String, WeChatApp> own = new HashMap<>(appsByChannel());
    if (method.code().equals(METHOD)) {
      openPlatforms.values().forEach(platform -> own.keySet().removeAll(platform.channels()));
    } else {
      OpenPlatform platform = openPlatforms.get(method.code().substring(METHOD.length() + 1));
      own.keySet().retainAll(platform == null ? List.of() : platform.channels());
    }
    return own;
  }

  private static void requireOnePlatformEach(Collection<OpenPlatform> platforms) {
    Set<String> seen = new HashSet<>();
    for (OpenPlatform platform : platforms) {
      for (String channel : platform.channels()) {
        require(
            seen.add(channel),
            "open-platforms",
            "names a channel twice: an app is bound to one Open Platform account");
      }
    }
  }

  /**
   * A further Open Platform account.
   *
   * @param channels the channels of the apps that are bound to it
   */
  record OpenPlatform(@DefaultValue List<String> channels) {

    OpenPlatform {
      channels = List.copyOf(channels);
    }

    private void require(String name, Set<String> known) {
      WeChatProperties.require(
          LoginMethod.parse(METHOD + "." + name).isPresent(),
          "open-platforms",
          "has a name that cannot be part of a login method: use at most "
              + (LoginMethod.MAX_LENGTH - METHOD.length() - 1)
              + " of A-Z a-z 0-9 _ . -");
      WeChatProperties.require(
          !channels.isEmpty() && known.containsAll(channels),
          "open-platforms." + name + ".channels",
          "must list channels of gatehouse.wechat.apps, for example web,mini");
    }
  }

  /** The apps by the channel name that clients send. */
  Map<String, WeChatApp> appsByChannel() {
    return apps.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> entry.getValue().toApp(entry.getKey())));
  }

  /** The channels whose mini programs prove phone numbers. */
  Set<String> phoneProofChannels() {
    return apps.entrySet().stream()
        .filter(entry -> entry.getValue().phoneProof())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * One app as configured, before it is checked.
   *
   * @param phoneProof whether the mini program uses the real-time button alone, for which WeChat
   *     verifies the number each time
   */
  record AppSettings(
      @Nullable String id,
      @Nullable String secret,
      @Nullable String kind,
      @DefaultValue(USERINFO_SCOPE) String scope,
      @DefaultValue("false") boolean phoneProof) {

    private WeChatApp toApp(String channel) {
      String name = "apps." + channel + ".";
      SettingsCheck.runAll(
          List.of(
              () -> required(name + "id", id, "the app id"),
              () -> requiredSecret(name + "secret"),
              () -> kindOf(channel),
              () -> isBaseFirst(channel)));
      return new WeChatApp(
          channel,
          required(name + "id", id, "the app id"),
          requiredSecret(name + "secret"),
          kindOf(channel),
          isBaseFirst(channel));
    }

    private boolean isBaseFirst(String channel) {
      String name = "apps." + channel + ".scope";
      boolean baseFirst = scope.strip().equals(BASE_FIRST);
      require(
          baseFirst || scope.strip().equals(USERINFO_SCOPE),
          name,
          "must be set to " + USERINFO_SCOPE + " or " + BASE_FIRST);
      require(
          !baseFirst || kindOf(channel) == WeChatApp.Kind.OFFICIAL_ACCOUNT,
          name,
          "can be " + BASE_FIRST + " for an official account only: remove it");
      return baseFirst;
    }

    private String requiredSecret(String name) {
      String appSecret = required(name, secret, "the app secret");
      require(
          appSecret.length() >= SHORTEST_SECRET,
          name,
          "is too short to be an app secret: copy it from the WeChat Open Platform console");
      require(
          !SAMPLE_SECRETS.contains(appSecret),
          name,
          "is the sample of the documentation: copy yours from the WeChat Open Platform console");
      return appSecret;
    }

    private WeChatApp.Kind kindOf(String channel) {
      return Arrays.stream(WeChatApp.Kind.values())
          .filter(known ->
              kind == null
                  ? known.usualChannel().equals(channel)
                  : known.setting().equalsIgnoreCase(kind.strip()))
          .findFirst()
          .orElseThrow(() -> problem("apps." + channel + ".kind", "must be set to " + kinds()));
    }

    private static String kinds() {
      return Arrays.stream(WeChatApp.Kind.values())
          .map(WeChatApp.Kind::setting)
          .collect(Collectors.joining(" or "));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
      return "AppSettings[]";
    }
  }

  private static void requireUrl(String name, String example, String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      throw problem(name, "is not a URL: set it to one such as " + example);
    }
    boolean plain = "http".equals(uri.getScheme());
    require(
        uri.getHost() != null && (plain || "https".equals(uri.getScheme())),
        name,
        "must be an absolute https URL such as " + example);
    require(
        uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null,
        name,
        "must be scheme, host and path only");
    require(
        !plain || isLoopback(uri.getHost()),
        name,
        "must be https: plain http would send secrets in clear (allowed to 127.0.0.1, ::1"
            + " and localhost only)");
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private static void requireSensible(String name, Duration duration) {
    require(
        duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0,
        name,
        "must be between 1ms and 1m, for example 5s");
  }

  private static String required(String name, @Nullable String value, String meaning) {
    if (value == null || value.isBlank()) {
      throw problem(
          name, "is missing: set it to " + meaning + " from the WeChat Open Platform console");
    }
    return value.strip();
  }

  private static void require(boolean condition, String name, String rule) {
    if (!condition) {
      throw problem(name, rule);
    }
  }

  private static IllegalArgumentException problem(String name, String rule) {
    return new IllegalArgumentException(PREFIX + name + " " + rule);
  }
}
