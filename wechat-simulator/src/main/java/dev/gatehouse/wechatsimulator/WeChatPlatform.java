package dev.gatehouse.wechatsimulator;

import dev.gatehouse.wechatsimulator.WeChatAnswer.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The codes and tokens that WeChat has issued, and its rules about them. Knows no HTTP.
 * Thread-safe: of any number of simultaneous exchanges of one code exactly one succeeds.
 */
final class WeChatPlatform {
  static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
  static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofHours(2);

  /** Codes, and likewise tokens: enough for a benchmark, small enough to stay in memory. */
  private static final int KEPT_AT_MOST = 200_000;

  private static final int CODE_LENGTH = 32;
  private static final int TOKEN_LENGTH = 110;

  private final Apps apps;
  private final Clock clock;
  private final RandomText random;

  private final Object lock = new Object();
  private final ExpiringMap<IssuedCode> codes = new ExpiringMap<>(CODE_LIFETIME, KEPT_AT_MOST);

  /**
   * Kept for twice its lifetime, so that "expired" can be told from "never heard of" for a while.
   */
  private final ExpiringMap<IssuedToken> tokens =
      new ExpiringMap<>(ACCESS_TOKEN_LIFETIME.multipliedBy(2), KEPT_AT_MOST);

  WeChatPlatform(Apps apps, Clock clock, RandomText random) {
    this.apps = apps;
    this.clock = clock;
    this.random = random;
  }

  /** The person has approved the login to the app: the code that WeChat hands to the app. */
  String issueCode(Person person, App app) {
    String code = random.alphanumeric(CODE_LENGTH);
    synchronized (lock) {
      codes.put(code, new IssuedCode(person, app, false), clock.instant());
    }
    return code;
  }

  /** Code to token. A refused exchange leaves the code as it was. */
  WeChatAnswer exchange(TokenRequest request) {
    if (request.appId().isEmpty()) {
      return new Refused(WeChatError.APPID_MISSING);
    }
    if (request.secret().isEmpty()) {
      return new Refused(WeChatError.APPSECRET_MISSING);
    }
    if (request.code().isEmpty()) {
      return new Refused(WeChatError.CODE_MISSING);
    }
    if (!request.grantType().equals("authorization_code")) {
      return new Refused(WeChatError.INVALID_GRANT_TYPE);
    }
    Optional<App> app = apps.withAppId(request.appId());
    if (app.isEmpty()) {
      return new Refused(WeChatError.INVALID_APPID);
    }
    if (!app.get().secret().equals(request.secret())) {
      return new Refused(WeChatError.INVALID_APPSECRET);
    }
    return redeem(request.code(), app.get());
  }

  private WeChatAnswer redeem(String code, App app) {
    String accessToken = random.alphanumeric(TOKEN_LENGTH);
    String refreshToken = random.alphanumeric(TOKEN_LENGTH);
    Instant now = clock.instant();
    synchronized (lock) {
      Optional<IssuedCode> issued =
          codes.get(code, now).filter(candidate -> candidate.app().equals(app));
      if (issued.isEmpty()) {
        return new Refused(WeChatError.INVALID_CODE);
      }
      if (issued.get().used()) {
        return new Refused(WeChatError.CODE_BEEN_USED);
      }
      codes.update(code, IssuedCode::spent);
      Person person = issued.get().person();
      tokens.put(accessToken, new IssuedToken(person, app, now.plus(ACCESS_TOKEN_LIFETIME)), now);
      return new WeChatAnswer.Token(accessToken, refreshToken, app, person);
    }
  }

  /** Token to user information; the empty string stands for a parameter that did not come. */
  WeChatAnswer userInfo(String accessToken, String openId) {
    if (accessToken.isEmpty()) {
      return new Refused(WeChatError.ACCESS_TOKEN_MISSING);
    }
    if (openId.isEmpty()) {
      return new Refused(WeChatError.OPENID_MISSING);
    }
    Instant now = clock.instant();
    Optional<IssuedToken> issued;
    synchronized (lock) {
      issued = tokens.get(accessToken, now);
    }
    if (issued.isEmpty()) {
      return new Refused(WeChatError.INVALID_ACCESS_TOKEN);
    }
    if (!now.isBefore(issued.get().expiresAt())) {
      return new Refused(WeChatError.ACCESS_TOKEN_EXPIRED);
    }
    var userInfo = new WeChatAnswer.UserInfo(issued.get().app(), issued.get().person());
    return userInfo.openId().equals(openId) ? userInfo : new Refused(WeChatError.INVALID_OPENID);
  }

  /** Forgets all codes and tokens. */
  void reset() {
    synchronized (lock) {
      codes.clear();
      tokens.clear();
    }
  }

  private record IssuedCode(Person person, App app, boolean used) {
    IssuedCode spent() {
      return new IssuedCode(person, app, true);
    }
  }

  private record IssuedToken(Person person, App app, Instant expiresAt) {}
}
