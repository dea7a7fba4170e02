package dev.gatehouse.wechatsimulator.platform;

import dev.gatehouse.wechatsimulator.platform.WeChatResponse.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The phone button of mini programs and the tokens of the server API that it needs. Thread-safe.
 */
public final class MiniPrograms {
  static final Duration TOKEN_LIFETIME = Duration.ofHours(2);

  /** In the last minutes of a token a new one is issued, and both are valid. */
  static final Duration OVERLAP = Duration.ofMinutes(5);

  /** Counted from the tap on the button. */
  static final Duration PHONE_CODE_LIFETIME = Duration.ofMinutes(5);

  private static final int MOST_FORCED_A_DAY = 20;
  private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);
  private static final int CAPACITY = 10_000;
  private static final int CODE_LENGTH = 64;

  /** WeChat asks for room for this many characters. */
  private static final int TOKEN_LENGTH = 512;

  private final Apps apps;
  private final SimulatorClock clock;
  private final RandomText random;
  private final JsonMapper json = JsonMapper.shared();

  private final ExpiringMap<PhoneCode> phoneCodes =
      new ExpiringMap<>(PHONE_CODE_LIFETIME, CAPACITY);
  private final Map<App, List<ServerToken>> tokens = new HashMap<>();
  private final Map<App, List<Instant>> forced = new HashMap<>();

  public MiniPrograms(Apps apps, SimulatorClock clock, RandomText random) {
    this.apps = apps;
    this.clock = clock;
    this.random = random;
  }

  private record PhoneCode(
      Person person, App app, String countryCode, String number, Instant tappedAt, boolean used) {

    PhoneCode markUsed() {
      return new PhoneCode(person, app, countryCode, number, tappedAt, true);
    }
  }

  private record ServerToken(String value, Instant expiresAt) {
    boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }
  }

  /**
   * The code that the phone button gives.
   *
   * @param countryCode digits
   * @param number digits, without the country code
   * @param age the time since the tap
   */
  public synchronized String issuePhoneCode(
      Person person, App app, String countryCode, String number, Duration age) {
    if (!countryCode.matches("[1-9][0-9]{0,2}") || !number.matches("[0-9]{4,14}")) {
      throw new IllegalArgumentException("countryCode and number must be digits");
    }
    String code = random.alphanumeric(CODE_LENGTH);
    Instant now = clock.now();
    phoneCodes.put(
        code, new PhoneCode(person, app, countryCode, number, now.minus(age), false), now);
    return code;
  }

  /** A token for the server API; the same one while it is valid for more than five minutes. */
  synchronized WeChatResponse stableToken(String body) {
    Optional<JsonNode> request = parse(body);
    if (request.isEmpty()) {
      return unreadable(body);
    }
    String appId = text(request.get(), "appid");
    String secret = text(request.get(), "secret");
    if (appId.isEmpty()) {
      return new Refused(WeChatError.APPID_MISSING);
    }
    if (secret.isEmpty()) {
      return new Refused(WeChatError.APPSECRET_MISSING);
    }
    if (!text(request.get(), "grant_type").equals("client_credential")) {
      return new Refused(WeChatError.INVALID_GRANT_TYPE);
    }
    Optional<App> app = apps.withAppId(appId).filter(App::hasServerApi);
    if (app.isEmpty()) {
      return new Refused(WeChatError.INVALID_APPID);
    }
    if (!app.get().secret().equals(secret)) {
      return new Refused(WeChatError.INVALID_APPSECRET);
    }
    return request.get().path("force_refresh").booleanValue(false)
        ? force(app.get())
        : token(app.get());
  }

  private WeChatResponse force(App app) {
    Instant now = clock.now();
    List<Instant> earlier = forced.computeIfAbsent(app, _ -> new ArrayList<>());
    earlier.removeIf(at -> at.isBefore(now.minus(Duration.ofDays(1))));
    if (!earlier.isEmpty() && earlier.getLast().isAfter(now.minus(BETWEEN_FORCED))) {
      return new Refused(WeChatError.MINUTE_QUOTA);
    }
    if (earlier.size() >= MOST_FORCED_A_DAY) {
      return new Refused(WeChatError.DAILY_QUOTA);
    }
    earlier.add(now);
    tokens.remove(app);
    return token(app);
  }

  private WeChatResponse token(App app) {
    Instant now = clock.now();
    List<ServerToken> issued = tokens.computeIfAbsent(app, _ -> new ArrayList<>());
    issued.removeIf(token -> token.isExpired(now));
    if (issued.isEmpty() || issued.getLast().isExpired(now.plus(OVERLAP))) {
      issued.add(new ServerToken(random.alphanumeric(TOKEN_LENGTH), now.plus(TOKEN_LIFETIME)));
    }
    ServerToken latest = issued.getLast();
    return new WeChatResponse.ServerToken(
        latest.value(), Duration.between(now, latest.expiresAt()).toSeconds());
  }

  /** The phone number for the code of the phone button. */
  synchronized WeChatResponse phoneNumber(String accessToken, String body) {
    Instant now = clock.now();
    if (accessToken.isEmpty()) {
      return new Refused(WeChatError.ACCESS_TOKEN_MISSING);
    }
    Optional<App> app =
        tokens.entrySet().stream()
            .filter(entry ->
                entry.getValue().stream()
                    .anyMatch(token -> token.value().equals(accessToken) && !token.isExpired(now)))
            .map(Map.Entry::getKey)
            .findFirst();
    if (app.isEmpty()) {
      return new Refused(WeChatError.INVALID_CREDENTIAL);
    }
    Optional<JsonNode> request = parse(body);
    if (request.isEmpty()) {
      return unreadable(body);
    }
    String code = text(request.get(), "code");
    Optional<PhoneCode> issued =
        phoneCodes
            .get(code, now)
            .filter(candidate -> candidate.app().equals(app.get()) && !candidate.used())
            .filter(candidate -> now.isBefore(candidate.tappedAt().plus(PHONE_CODE_LIFETIME)));
    if (issued.isEmpty()) {
      return new Refused(WeChatError.INVALID_CODE);
    }
    String openId = text(request.get(), "openid");
    if (!openId.isEmpty() && !openId.equals(Identifiers.openId(issued.get().person(), app.get()))) {
      return new Refused(WeChatError.INVALID_OPENID);
    }
    phoneCodes.update(code, PhoneCode::markUsed);
    return new WeChatResponse.PhoneNumber(
        issued.get().countryCode(), issued.get().number(), app.get());
  }

  /** Removes all codes and tokens. */
  public synchronized void reset() {
    phoneCodes.clear();
    tokens.clear();
    forced.clear();
  }

  private static WeChatResponse unreadable(String body) {
    return new Refused(
        body.isEmpty() ? WeChatError.EMPTY_POST_DATA : WeChatError.DATA_FORMAT_ERROR);
  }

  private Optional<JsonNode> parse(String body) {
    try {
      return Optional.of(json.readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode body, String field) {
    return body.path(field).stringValue("");
  }
}
