package dev.gatehouse.wechatsimulator;

import dev.gatehouse.wechatsimulator.IssuedTokens.AccessToken;
import dev.gatehouse.wechatsimulator.IssuedTokens.RefreshToken;
import dev.gatehouse.wechatsimulator.WeChatAnswer.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The codes and tokens that WeChat has issued, and its rules about them. Knows no HTTP; the empty
 * string stands for a parameter that did not come. Thread-safe: of any number of simultaneous
 * exchanges of one code exactly one succeeds.
 */
final class WeChatPlatform {
  static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  /** Codes, and likewise tokens: enough for a benchmark, small enough to stay in memory. */
  private static final int KEPT_AT_MOST = 200_000;

  private static final int CODE_LENGTH = 32;

  private final Apps apps;
  private final SimulatorClock clock;
  private final RandomText random;

  private final Object lock = new Object();
  private final ExpiringMap<IssuedCode> codes = new ExpiringMap<>(CODE_LIFETIME, KEPT_AT_MOST);
  private final IssuedTokens tokens;

  WeChatPlatform(Apps apps, SimulatorClock clock, RandomText random) {
    this.apps = apps;
    this.clock = clock;
    this.random = random;
    tokens = new IssuedTokens(random, KEPT_AT_MOST);
  }

  /** The person has approved the login to the app: the code that WeChat hands to the app. */
  String issueCode(Person person, App app) {
    String code = random.alphanumeric(CODE_LENGTH);
    Instant now = clock.now();
    synchronized (lock) {
      codes.put(code, new IssuedCode(code, person, app, now, false), now);
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
    Instant now = clock.now();
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
      RefreshToken token = tokens.issue(issued.get().person(), app, now);
      return new WeChatAnswer.Token(
          token.accessToken().value(), token.value(), app, issued.get().person());
    }
  }

  /** A longer life for an access token. WeChat asks for no secret. */
  WeChatAnswer refresh(String appId, String grantType, String refreshToken) {
    if (appId.isEmpty()) {
      return new Refused(WeChatError.APPID_MISSING);
    }
    if (refreshToken.isEmpty()) {
      return new Refused(WeChatError.REFRESH_TOKEN_MISSING);
    }
    if (!grantType.equals("refresh_token")) {
      return new Refused(WeChatError.INVALID_GRANT_TYPE);
    }
    Optional<App> app = apps.withAppId(appId);
    if (app.isEmpty()) {
      return new Refused(WeChatError.INVALID_APPID);
    }
    Instant now = clock.now();
    synchronized (lock) {
      Optional<RefreshToken> issued =
          tokens
              .refreshToken(refreshToken, now)
              .filter(candidate -> candidate.accessToken().app().equals(app.get()));
      if (issued.isEmpty()) {
        return new Refused(WeChatError.INVALID_REFRESH_TOKEN);
      }
      if (issued.get().isExpired(now)) {
        return new Refused(WeChatError.REFRESH_TOKEN_EXPIRED);
      }
      AccessToken fresh = tokens.refresh(issued.get(), now).accessToken();
      return new WeChatAnswer.Refreshed(fresh.value(), refreshToken, fresh.app(), fresh.person());
    }
  }

  /** Whether the token is good for the openid. */
  WeChatAnswer check(String accessToken, String openId) {
    return withToken(accessToken, openId, _ -> new WeChatAnswer.Good());
  }

  /** Token to user information. */
  WeChatAnswer userInfo(String accessToken, String openId) {
    return withToken(
        accessToken, openId, token -> new WeChatAnswer.UserInfo(token.app(), token.person()));
  }

  private WeChatAnswer withToken(
      String accessToken, String openId, Function<AccessToken, WeChatAnswer> answer) {
    if (accessToken.isEmpty()) {
      return new Refused(WeChatError.ACCESS_TOKEN_MISSING);
    }
    if (openId.isEmpty()) {
      return new Refused(WeChatError.OPENID_MISSING);
    }
    Instant now = clock.now();
    Optional<AccessToken> issued;
    synchronized (lock) {
      issued = tokens.accessToken(accessToken, now);
    }
    if (issued.isEmpty()) {
      return new Refused(WeChatError.INVALID_ACCESS_TOKEN);
    }
    if (issued.get().isExpired(now)) {
      return new Refused(WeChatError.ACCESS_TOKEN_EXPIRED);
    }
    return Identifiers.openId(issued.get().person(), issued.get().app()).equals(openId)
        ? answer.apply(issued.get())
        : new Refused(WeChatError.INVALID_OPENID);
  }

  /** The codes issued last and not forgotten, the latest first. */
  List<IssuedCode> latestCodes(int atMost) {
    synchronized (lock) {
      return codes.latest(atMost, clock.now());
    }
  }

  /** Forgets all codes and tokens. */
  void reset() {
    synchronized (lock) {
      codes.clear();
      tokens.clear();
    }
  }
}
