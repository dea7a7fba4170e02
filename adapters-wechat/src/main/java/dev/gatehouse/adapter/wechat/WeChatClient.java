package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.LoginException;
import feign.FeignException;
import feign.Request;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * WeChat's API as this adapter needs it: checked values in, checked values or one of the defined
 * endings out. Thread-safe.
 *
 * <p>Feign's exceptions quote the URL, and with it secrets; none leaves this class, not even as a
 * cause (SEC-21).
 */
final class WeChatClient {

  /** Ids as WeChat gives them, and no longer than we can store. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

  private final FeignWeChatApi api;
  private final CallGuard calls;
  private final SpentCodes spent;
  private final FailureLog failures;

  WeChatClient(FeignWeChatApi api, CallGuard calls, SpentCodes spent, FailureLog failures) {
    this.api = api;
    this.calls = calls;
    this.spent = spent;
    this.failures = failures;
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

  /**
   * Exchanges a code. It is sent once at most, whatever happens, and by one caller, whoever else
   * has it too; one that could not be sent stays good.
   */
  Token exchange(WeChatApp app, String code, Deadline deadline) throws LoginException {
    Request.Options timeLeft = deadline.timeLeft();
    if (!spent.claim(code)) {
      throw ending(app, new CallFailure(Outcome.REJECTED, "a code came a second time"));
    }
    try {
      return calls.make(
          Endpoint.EXCHANGE,
          () -> token(app, answer(() -> app.kind().exchange(api, app, code, timeLeft))));
    } catch (CallFailure e) {
      if (!e.outcome().wasSent()) {
        spent.release(code);
      }
      throw ending(app, e);
    }
  }

  /**
   * Fetches the profile of the person who gave the token. Asks once more at once if it looks as if
   * that would help; unlike a code, a token can be shown twice.
   */
  UserInfo userInfo(WeChatApp app, Token token, Deadline deadline) throws LoginException {
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
    Request.Options timeLeft = deadline.timeLeft();
    return calls.make(
        Endpoint.USERINFO,
        () ->
            userInfo(
                app,
                token,
                answer(() -> api.userInfo(token.accessToken(), token.openId(), timeLeft))));
  }

  private static Token token(WeChatApp app, TokenAnswer answer) throws CallFailure {
    WeChatErrors.requireSuccess(app, answer);
    String accessToken = text(answer.accessToken());
    if (accessToken.isBlank()) {
      throw CallFailure.unusable("a token answer without access_token");
    }
    return new Token(accessToken, requiredId(answer.openId()), optionalId(answer.unionId()));
  }

  private static UserInfo userInfo(WeChatApp app, Token token, UserInfoAnswer answer)
      throws CallFailure {
    WeChatErrors.requireSuccess(app, answer);
    if (!requiredId(answer.openId()).equals(token.openId())) { // SEC-14
      throw CallFailure.unusable("userinfo of another person");
    }
    String unionId = optionalId(answer.unionId());
    if (!token.unionId().isEmpty() && !unionId.isEmpty() && !unionId.equals(token.unionId())) {
      throw CallFailure.unusable("two unionids for one person");
    }
    return new UserInfo(unionId, text(answer.nickname()));
  }

  private static <A> A answer(CallGuard.Call<A> call) throws CallFailure {
    try {
      return call.send();
    } catch (FeignException e) {
      if (e.getCause() instanceof CallFailure failure) {
        throw failure;
      }
      throw CallFailure.unusable(e.getClass().getSimpleName());
    }
  }

  private LoginException ending(WeChatApp app, CallFailure failure) {
    failures.add(app, failure);
    return failure.ending();
  }

  private static String requiredId(@Nullable String id) throws CallFailure {
    String required = optionalId(id);
    if (required.isEmpty()) {
      throw CallFailure.unusable("an answer without openid");
    }
    return required;
  }

  /** WeChat's own sample pads a unionid with a blank (reference, section 3.4). */
  private static String optionalId(@Nullable String id) throws CallFailure {
    String trimmed = text(id).strip();
    if (!trimmed.isEmpty() && !ID.matcher(trimmed).matches()) {
      throw CallFailure.unusable("an id that is none");
    }
    return trimmed;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
