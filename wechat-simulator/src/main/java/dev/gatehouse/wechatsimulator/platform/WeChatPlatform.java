package dev.gatehouse.wechatsimulator.platform;

import dev.gatehouse.wechatsimulator.platform.IssuedTokens.AccessToken;
import dev.gatehouse.wechatsimulator.platform.IssuedTokens.RefreshToken;
import dev.gatehouse.wechatsimulator.platform.WeChatResponse.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * WeChat's codes and tokens and the rules about them. The empty string stands for a missing
 * parameter. Thread-safe: exactly one of several concurrent exchanges of one code succeeds.
 */
public final class WeChatPlatform {
  public static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  /** The capacity for codes and for tokens: enough for a benchmark. */
  private static final int CAPACITY = 200_000;

  private static final int CODE_LENGTH = 32;

  private final Apps apps;
  private final SimulatorClock clock;
  private final RandomText random;

  private final Object lock = new Object();
  private final ExpiringMap<IssuedCode> codes = new ExpiringMap<>(CODE_LIFETIME, CAPACITY);
  private final IssuedTokens tokens;

  public WeChatPlatform(Apps apps, SimulatorClock clock, RandomText random) {
    this.apps = apps;
    this.clock = clock;
    this.random = random;
    tokens = new IssuedTokens(random, CAPACITY);
  }

  /** The code that WeChat gives to the app after the person has approved. */
  public String issueCode(Person person, App app) {
    String code = random.alphanumeric(CODE_LENGTH);
    Instant now = clock.now();
    synchronized (lock) {
      codes.put(code, new IssuedCode(code, person, app, now, false), now);
    }
    return code;
  }

  /** Code to token. A refused exchange does not use the code. */
  WeChatResponse exchange(TokenRequest request) {
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

  private WeChatResponse redeem(String code, App app) {
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
      codes.update(code, IssuedCode::markUsed);
      RefreshToken token = tokens.issue(issued.get().person(), app, now);
      return new WeChatResponse.Token(
          token.accessToken().value(), token.value(), app, issued.get().person());
    }
  }

  /** Renews an access token. WeChat requires no secret here. */
  WeChatResponse refresh(String appId, String grantType, String refreshToken) {
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
      return new WeChatResponse.Refreshed(fresh.value(), refreshToken, fresh.app(), fresh.person());
    }
  }

  /** Checks that the access token belongs to the openid. */
  WeChatResponse check(String accessToken, String openId) {
    return withToken(accessToken, openId, _ -> new WeChatResponse.Good());
  }

  /** Access token to user information. */
  WeChatResponse userInfo(String accessToken, String openId) {
    return withToken(
        accessToken, openId, token -> new WeChatResponse.UserInfo(token.app(), token.person()));
  }

  private WeChatResponse withToken(
      String accessToken, String openId, Function<AccessToken, WeChatResponse> answer) {
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

  /** The live codes, the latest first. */
  public List<IssuedCode> latestCodes(int atMost) {
    synchronized (lock) {
      return codes.latest(atMost, clock.now());
    }
  }

  /** Removes all codes and tokens. */
  public void reset() {
    synchronized (lock) {
      codes.clear();
      tokens.clear();
    }
  }
}
