package dev.gatehouse.adapter.wechat.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Endpoint;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import dev.gatehouse.adapter.wechat.resilience.ResilientCalls;
import dev.gatehouse.adapter.wechat.transport.Query;
import dev.gatehouse.domain.login.LoginException;
import feign.Client;
import feign.ExceptionPropagationPolicy;
import feign.Feign;
import feign.Response;
import feign.Retryer;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * WeChat's API as this adapter needs it: checked values or one of the defined endings come back.
 * Thread-safe.
 */
public final class WeChatClient {

  private final FeignWeChatApi api;
  private final ResilientCalls calls;
  private final UsedCodes usedCodes;
  private final ServerTokens serverTokens;
  private final FailureLog failures;

  /**
   * @param baseUrl of WeChat's API
   */
  public WeChatClient(
      String baseUrl, Client transport, ResilientCalls calls, FailureLog failures, Clock clock) {
    this.api =
        Feign.builder()
            .client(transport)
            .retryer(Retryer.NEVER_RETRY)
            // What the transport throws, not wrapped in an exception of Feign's.
            .exceptionPropagationPolicy(ExceptionPropagationPolicy.UNWRAP)
            .target(
                FeignWeChatApi.class,
                baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl);
    this.calls = calls;
    this.usedCodes = new UsedCodes(clock);
    this.serverTokens = new ServerTokens(clock);
    this.failures = failures;
  }

  /**
   * A token that WeChat gave for a code. The unionid is empty if the response had none.
   *
   * @param silent whether WeChat gave it without asking the person; it opens no profile then
   */
  public record Token(String accessToken, String openId, String unionId, boolean silent) {

    /** Shows no token and no personal data. */
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /** What WeChat says about a user. Each value is empty if the response had none. */
  public record UserInfo(String unionId, String nickname) {

    /** Shows no personal data. */
    @Override
    public String toString() {
      return "UserInfo[]";
    }
  }

  /**
   * Exchanges a code. A code is sent at most once (SEC-19), by one caller; a code that could not be
   * sent stays valid.
   */
  public Token exchange(WeChatApp app, String code, Deadline deadline) throws LoginException {
    return redeem(
        Endpoint.EXCHANGE,
        api::exchange,
        "code",
        app,
        code,
        deadline,
        response ->
            new Token(
                response.accessToken(),
                response.openId(),
                response.unionId(),
                response.isBaseScope()));
  }

  /**
   * Exchanges a code of a mini program, once, as {@link #exchange} does. The session key in the
   * response is not read.
   *
   * @return the unionid; empty if the response had none
   */
  public String unionId(WeChatApp app, String code, Deadline deadline) throws LoginException {
    return redeem(
        Endpoint.SESSION,
        api::session,
        "js_code",
        app,
        code,
        deadline,
        response -> {
          // A response without an openid is none of WeChat's.
          response.openId();
          return response.unionId();
        });
  }

  /** Exchanges a code of a mini program for the openid, once, as {@link #exchange} does. */
  public String openId(WeChatApp app, String code, Deadline deadline) throws LoginException {
    return redeem(
        Endpoint.SESSION, api::session, "js_code", app, code, deadline, WeChatResponse::openId);
  }

  /**
   * Exchanges a code of the phone button, once. If WeChat refuses the token for its server API, the
   * code is still unused: a new token is fetched, once.
   *
   * @param openId of the person who must have been given the code; empty if it may be any person
   * @return the number in the form of E.164
   */
  public String phoneNumber(WeChatApp app, String code, String openId, Deadline deadline)
      throws LoginException {
    Map<String, String> request =
        openId.isEmpty() ? Map.of("code", code) : Map.of("code", code, "openid", openId);
    deadline.timeLeft();
    if (!usedCodes.claim(code)) {
      throw ending(app, new CallFailure(Outcome.REJECTED, "the code was used before"));
    }
    try {
      for (int attempt = 1; attempt <= 2; attempt++) {
        String token = serverTokens.get(app, () -> fetchServerToken(app, deadline));
        Optional<String> number = phoneNumberOnce(app, token, request, deadline);
        if (number.isPresent()) {
          return number.get();
        }
        serverTokens.drop(app, token);
      }
    } catch (CallFailure e) {
      if (!e.outcome().wasSent()) {
        usedCodes.release(code);
      }
      throw ending(app, e);
    }
    throw ending(
        app,
        new CallFailure(Outcome.UNEXPECTED, "WeChat refuses the token that it has just given"));
  }

  /** Empty if WeChat refuses the token. */
  private Optional<String> phoneNumberOnce(
      WeChatApp app, String token, Map<String, String> request, Deadline deadline)
      throws CallFailure {
    String query = "access_token=" + encoded(token);
    return calls.make(
        Endpoint.PHONE_NUMBER,
        () -> {
          WeChatResponse response = post(api::phoneNumber, request, query, deadline);
          if (WeChatErrors.isDeadToken(response)) {
            return Optional.empty();
          }
          WeChatErrors.requirePhoneNumber(app, response);
          return Optional.of(response.phoneNumber(app));
        });
  }

  /** Never forced: WeChat would end the token that others use. */
  private ServerTokens.Fetched fetchServerToken(WeChatApp app, Deadline deadline)
      throws CallFailure {
    Map<String, String> request =
        Map.of("grant_type", "client_credential", "appid", app.id(), "secret", app.secret());
    return calls.make(
        Endpoint.SERVER_TOKEN,
        () -> {
          WeChatResponse response = post(api::serverToken, request, "", deadline);
          WeChatErrors.requireServerToken(app, response);
          return new ServerTokens.Fetched(
              response.accessToken(), Duration.ofSeconds(response.expiresIn()));
        });
  }

  @FunctionalInterface
  private interface Get {
    Response send(Query query) throws CallFailure;
  }

  @FunctionalInterface
  private interface Post {
    Response send(String json, Query query) throws CallFailure;
  }

  private interface Reader<R> {
    R read(WeChatResponse response) throws CallFailure;
  }

  private <R> R redeem(
      Endpoint endpoint,
      Get request,
      String codeParameter,
      WeChatApp app,
      String code,
      Deadline deadline,
      Reader<R> reader)
      throws LoginException {
    Duration timeLeft = deadline.timeLeft();
    if (!usedCodes.claim(code)) {
      throw ending(app, new CallFailure(Outcome.REJECTED, "the code was used before"));
    }
    Query query =
        new Query(
            "appid="
                + encoded(app.id())
                + "&secret="
                + encoded(app.secret())
                + "&"
                + codeParameter
                + "="
                + encoded(code)
                + "&grant_type=authorization_code",
            timeLeft);
    try {
      return calls.make(
          endpoint,
          () -> {
            WeChatResponse response = get(request, query);
            WeChatErrors.requireSuccess(app, response);
            return reader.read(response);
          });
    } catch (CallFailure e) {
      if (!e.outcome().wasSent()) {
        usedCodes.release(code);
      }
      throw ending(app, e);
    }
  }

  /**
   * Fetches the profile of the person who gave the token. A failure that usually passes at once is
   * followed by one more try: unlike a code, a token can be sent twice.
   */
  public UserInfo userInfo(WeChatApp app, Token token, Deadline deadline) throws LoginException {
    try {
      return userInfoOnce(app, token, deadline);
    } catch (CallFailure e) {
      if (!e.outcome().passesSoon()) {
        throw ending(app, e);
      }
      failures.add(app, e);
    }
    try {
      return userInfoOnce(app, token, deadline);
    } catch (CallFailure e) {
      throw ending(app, e);
    }
  }

  private UserInfo userInfoOnce(WeChatApp app, Token token, Deadline deadline)
      throws CallFailure, LoginException {
    Query query =
        new Query(
            "access_token="
                + encoded(token.accessToken())
                + "&openid="
                + encoded(token.openId())
                + "&lang=zh_CN",
            deadline.timeLeft());
    return calls.make(Endpoint.USERINFO, () -> userInfo(app, token, get(api::userInfo, query)));
  }

  private static UserInfo userInfo(WeChatApp app, Token token, WeChatResponse response)
      throws CallFailure {
    WeChatErrors.requireProfile(app, response);
    if (!response.openId().equals(token.openId())) { // SEC-14
      throw CallFailure.malformed("userinfo of another person");
    }
    String unionId = response.unionId();
    if (!token.unionId().isEmpty() && !unionId.isEmpty() && !unionId.equals(token.unionId())) {
      throw CallFailure.malformed("two unionids for one person");
    }
    return new UserInfo(unionId, response.nickname());
  }

  private static WeChatResponse get(Get request, Query query) throws CallFailure {
    try (Response response = request.send(query)) {
      return parsed(response);
    } catch (CallFailure e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("the transport returns whole bodies", e);
    }
  }

  private static WeChatResponse post(
      Post request, Map<String, String> fields, String query, Deadline deadline)
      throws CallFailure {
    Duration timeLeft;
    try {
      timeLeft = deadline.timeLeft();
    } catch (LoginException.ProviderUnavailable e) {
      throw new CallFailure(Outcome.TIMED_OUT, "WeChat took too long");
    }
    try (Response response = request.send(JsonText.of(fields), new Query(query, timeLeft))) {
      return parsed(response);
    } catch (CallFailure e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("the transport returns whole bodies", e);
    }
  }

  private static WeChatResponse parsed(Response response) throws IOException {
    if (response.status() / 100 != 2) {
      throw WeChatErrors.ofStatus(response.status());
    }
    return WeChatResponse.parse(response.body().asInputStream().readAllBytes());
  }

  private LoginException ending(WeChatApp app, CallFailure failure) {
    failures.add(app, failure);
    return failure.ending();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
