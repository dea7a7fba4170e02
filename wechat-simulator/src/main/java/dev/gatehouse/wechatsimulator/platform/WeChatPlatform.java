package dev.gatehouse.wechatsimulator.platform;

import dev.gatehouse.wechatsimulator.platform.IssuedTokens.AccessToken;
import dev.gatehouse.wechatsimulator.platform.IssuedTokens.RefreshToken;
import dev.gatehouse.wechatsimulator.platform.WeChatResponse.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * WeChat's codes and tokens and the rules about them. The empty string stands for a missing
 * parameter. Thread-safe: exactly one of several concurrent exchanges of one code succeeds.
 */
public final class WeChatPlatform {
  /** The session key of everyone, to be searched for: it must not leave the server. */
  public static final String SESSION_KEY = "c2Vzc2lvbmtleWNhbmFyeQ==";

  /** The lifetime of the codes that live longest. */
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  /** The capacity for codes and for tokens: enough for a benchmark. */
  private static final int CAPACITY = 200_000;

  private static final int CODE_LENGTH = 32;

  private final Apps apps;
  private final SimulatorClock clock;
  private final RandomText random;

  private final Object lock = new Object();
  private final ExpiringMap<IssuedCode> codes = new ExpiringMap<>(CODE_LIFETIME, CAPACITY);
  private final IssuedTokens tokens;

  /** The openids that were granted with the user information. */
  private final Set<String> knownOpenIds = new HashSet<>();

  public WeChatPlatform(Apps apps, SimulatorClock clock, RandomText random) {
    this.apps = apps;
    this.clock = clock;
    this.random = random;
    tokens = new IssuedTokens(random, CAPACITY);
  }

  /** The code that WeChat gives to the app after the person has approved. */
  public String issueCode(Person person, App app) {
    return issueCode(Grant.of(person, app));
  }

  /** The code for a grant. */
  public String issueCode(Grant grant) {
    String code = random.alphanumeric(CODE_LENGTH);
    Instant now = clock.now();
    synchronized (lock) {
      codes.put(code, new IssuedCode(code, grant, now, false), now);
      if (grant.scope().equals(App.USERINFO_SCOPE)) {
        knownOpenIds.add(grant.openId());
      }
    }
    return code;
  }

  /** A code of snapshot mode: for a virtual person, another one each time. */
  public String issueSnapshotCode(App app, boolean flagged) {
    Person virtual =
        Person.named("virtual-" + random.alphanumeric(16).toLowerCase(Locale.ROOT), "微信用户");
    return issueCode(
        new Grant(
            virtual,
            app,
            App.USERINFO_SCOPE,
            flagged ? Grant.Snapshot.FLAGGED : Grant.Snapshot.UNFLAGGED));
  }

  /** Code to token. A refused exchange does not use the code. */
  WeChatResponse exchange(TokenRequest request) {
    Optional<WeChatError> refused = check(request);
    if (refused.isPresent()) {
      return new Refused(refused.get());
    }
    App app = apps.withAppId(request.appId()).orElseThrow();
    return redeem(
        request.code(),
        issued -> {
          // Reported: the code of a mini program is used up by the wrong endpoint.
          if (issued.app().kind() == App.Kind.MINI_PROGRAM) {
            return Optional.of(WeChatError.API_UNAUTHORIZED);
          }
          return issued.app().equals(app)
              ? Optional.empty()
              : Optional.of(WeChatError.INVALID_CODE);
        },
        this::issueTokens);
  }

  /** Code of a mini program to session. A refused exchange does not use the code. */
  WeChatResponse session(TokenRequest request) {
    Optional<WeChatError> refused = check(request);
    if (refused.isPresent()) {
      return new Refused(refused.get());
    }
    App app = apps.withAppId(request.appId()).orElseThrow();
    if (app.kind() != App.Kind.MINI_PROGRAM) {
      return new Refused(WeChatError.API_UNAUTHORIZED);
    }
    return redeem(
        request.code(),
        issued ->
            issued.app().equals(app) ? Optional.empty() : Optional.of(WeChatError.INVALID_CODE),
        (grant, _) -> new WeChatResponse.Session(grant));
  }

  private Optional<WeChatError> check(TokenRequest request) {
    if (request.appId().isEmpty()) {
      return Optional.of(WeChatError.APPID_MISSING);
    }
    if (request.secret().isEmpty()) {
      return Optional.of(WeChatError.APPSECRET_MISSING);
    }
    if (request.code().isEmpty()) {
      return Optional.of(WeChatError.CODE_MISSING);
    }
    if (!request.grantType().equals("authorization_code")) {
      return Optional.of(WeChatError.INVALID_GRANT_TYPE);
    }
    Optional<App> app = apps.withAppId(request.appId());
    if (app.isEmpty()) {
      return Optional.of(WeChatError.INVALID_APPID);
    }
    return app.get().secret().equals(request.secret())
        ? Optional.empty()
        : Optional.of(WeChatError.INVALID_APPSECRET);
  }

  private WeChatResponse issueTokens(Grant grant, Instant now) {
    boolean unionIdGranted =
        !grant.scope().equals(App.BASE_SCOPE) || knownOpenIds.contains(grant.openId());
    RefreshToken token = tokens.issue(grant, now);
    return new WeChatResponse.Token(
        token.accessToken().value(), token.value(), grant, unionIdGranted);
  }

  private WeChatResponse redeem(
      String code,
      Function<IssuedCode, Optional<WeChatError>> check,
      BiFunction<Grant, Instant, WeChatResponse> answer) {
    Instant now = clock.now();
    synchronized (lock) {
      Optional<IssuedCode> issued =
          codes.get(code, now).filter(candidate -> !candidate.isExpired(now));
      if (issued.isEmpty()) {
        return new Refused(WeChatError.INVALID_CODE);
      }
      Optional<WeChatError> refused = check.apply(issued.get());
      if (refused.isPresent() && refused.get() != WeChatError.API_UNAUTHORIZED) {
        return new Refused(refused.get());
      }
      if (issued.get().used()) {
        return new Refused(WeChatError.CODE_BEEN_USED);
      }
      codes.update(code, IssuedCode::markUsed);
      return refused
          .<WeChatResponse>map(Refused::new)
          .orElseGet(() -> answer.apply(issued.get().grant(), now));
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
              .filter(candidate -> candidate.accessToken().grant().app().equals(app.get()));
      if (issued.isEmpty()) {
        return new Refused(WeChatError.INVALID_REFRESH_TOKEN);
      }
      if (issued.get().isExpired(now)) {
        return new Refused(WeChatError.REFRESH_TOKEN_EXPIRED);
      }
      AccessToken fresh = tokens.refresh(issued.get(), now).accessToken();
      return new WeChatResponse.Refreshed(fresh.value(), refreshToken, fresh.grant());
    }
  }

  /** Checks that the access token belongs to the openid. */
  WeChatResponse check(String accessToken, String openId) {
    return withToken(accessToken, openId, _ -> new WeChatResponse.Good());
  }

  /** Access token to user information. */
  WeChatResponse userInfo(String accessToken, String openId) {
    return withToken(accessToken, openId, token -> userInfo(token.grant()));
  }

  /** Reported: in snapshot mode without the flag the user information is refused. */
  private static WeChatResponse userInfo(Grant grant) {
    return grant.scope().equals(App.BASE_SCOPE) || grant.snapshot() == Grant.Snapshot.UNFLAGGED
        ? new Refused(WeChatError.API_UNAUTHORIZED)
        : new WeChatResponse.UserInfo(grant.app(), grant.person());
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
    return issued.get().grant().openId().equals(openId)
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
      knownOpenIds.clear();
    }
  }
}
