package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import feign.Feign;
import feign.FeignException;
import feign.Response;
import feign.Retryer;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WeChat's API as this adapter needs it: checked values in, checked values or one of the defined
 * endings out. Thread-safe.
 *
 * <p>Feign's exceptions quote the URL, and with it secrets; none leaves this class, not even as a
 * cause (SEC-21).
 */
final class WeChatClient {

  private static final Logger log = LoggerFactory.getLogger(WeChatClient.class);

  /** Ids as WeChat gives them, and no longer than we can store. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

  private final FeignWeChatApi api;

  WeChatClient(String baseUrl, Duration connectTimeout, Duration readTimeout) {
    this.api =
        Feign.builder()
            .client(new DeadlineTransport(connectTimeout, readTimeout))
            .retryer(Retryer.NEVER_RETRY)
            .decoder(new WeChatJsonDecoder())
            .errorDecoder((call, response) -> unexpectedStatus(response))
            .target(FeignWeChatApi.class, baseUrl);
  }

  /** A token that WeChat gave for a code. The unionid is empty if the answer had none. */
  record Token(String accessToken, String openId, String unionId) {

    /** Shows neither token nor person. */
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /** What WeChat says about a person. Either is empty if the answer had none. */
  record UserInfo(String unionId, String nickname) {

    /** Shows nothing of the person. */
    @Override
    public String toString() {
      return "UserInfo[]";
    }
  }

  /** Exchanges a code. It is sent once at most, whatever happens. */
  Token exchange(WeChatApp app, String code, Deadline deadline) throws LoginException {
    TokenAnswer answer = ask(() -> api.exchange(app.id(), app.secret(), code, deadline.timeLeft()));
    WeChatErrors.requireSuccess(app, answer);
    String accessToken = text(answer.accessToken());
    if (accessToken.isBlank()) {
      throw nonsense("a token answer without access_token");
    }
    return new Token(accessToken, requiredId(answer.openId()), optionalId(answer.unionId()));
  }

  /** Fetches the profile of the person who gave the token. */
  UserInfo userInfo(WeChatApp app, Token token, Deadline deadline) throws LoginException {
    UserInfoAnswer answer =
        ask(() -> api.userInfo(token.accessToken(), token.openId(), deadline.timeLeft()));
    WeChatErrors.requireSuccess(app, answer);
    if (!requiredId(answer.openId()).equals(token.openId())) { // SEC-14
      throw nonsense("userinfo of another person");
    }
    String unionId = optionalId(answer.unionId());
    if (!token.unionId().isEmpty() && !unionId.isEmpty() && !unionId.equals(token.unionId())) {
      throw nonsense("two unionids for one person");
    }
    return new UserInfo(unionId, text(answer.nickname()));
  }

  private static <A> A ask(Call<A> call) throws LoginException {
    try {
      return call.send();
    } catch (FeignException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      log.warn("no usable answer from WeChat: {}", cause.getClass().getSimpleName());
      throw new ProviderUnavailable(
          "no usable answer from WeChat: " + cause.getClass().getSimpleName(),
          WeChatErrors.RETRY_SOON);
    }
  }

  private static ProviderUnavailable unexpectedStatus(Response response) {
    return nonsense("HTTP status " + response.status());
  }

  private static ProviderUnavailable nonsense(String what) {
    log.warn("no usable answer from WeChat: {}", what);
    return new ProviderUnavailable(
        "no usable answer from WeChat: " + what, WeChatErrors.RETRY_SOON);
  }

  private static String requiredId(@Nullable String id) throws ProviderUnavailable {
    String required = optionalId(id);
    if (required.isEmpty()) {
      throw nonsense("an answer without openid");
    }
    return required;
  }

  /** WeChat's own sample pads a unionid with a blank (reference, section 3.4). */
  private static String optionalId(@Nullable String id) throws ProviderUnavailable {
    String trimmed = text(id).strip();
    if (!trimmed.isEmpty() && !ID.matcher(trimmed).matches()) {
      throw nonsense("an id that is none");
    }
    return trimmed;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private interface Call<A> {
    A send() throws LoginException;
  }
}
