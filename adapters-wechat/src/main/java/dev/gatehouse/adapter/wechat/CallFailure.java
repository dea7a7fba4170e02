package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.LoginException;
import java.io.IOException;
import java.time.Duration;

/**
 * A call to WeChat that failed. An {@link IOException}, because that is what Feign's clients throw.
 * Holds no secret and nothing of a person.
 */
final class CallFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** After a failure that usually passes at once. */
  static final Duration RETRY_SOON = Duration.ofSeconds(5);

  private final Outcome outcome;
  private final String message;
  private final String errmsg;
  private final String check;
  private final Duration retryAfter;

  /**
   * @param errmsg WeChat's words, for the log only; may be empty
   * @param check what the operator has to look at; empty if there is nothing to be done
   */
  CallFailure(Outcome outcome, String message, String errmsg, String check, Duration retryAfter) {
    super(message);
    this.outcome = outcome;
    this.message = message;
    this.errmsg = errmsg;
    this.check = check;
    this.retryAfter = retryAfter;
  }

  CallFailure(Outcome outcome, String message) {
    this(outcome, message, "", "", RETRY_SOON);
  }

  /** A response that is not WeChat's. */
  static CallFailure unusable(String what) {
    return new CallFailure(Outcome.UNUSABLE, "no usable response from WeChat: " + what);
  }

  /** A response of WeChat's in which a field that the login needs is missing or malformed. */
  static CallFailure malformed(String what) {
    return new CallFailure(Outcome.MALFORMED, "malformed response from WeChat: " + what);
  }

  Outcome outcome() {
    return outcome;
  }

  /** What happened, without WeChat's words. */
  String message() {
    return message;
  }

  String errmsg() {
    return errmsg;
  }

  String check() {
    return check;
  }

  /** What it means for the login that made the call. */
  LoginException ending() {
    return switch (outcome) {
      case REJECTED -> new LoginException.CredentialRejected(message);
      case RESTRICTED -> new LoginException.AccountRestricted(message);
      case PREVIEW -> new LoginException.PreviewOnly(message);
      case MISCONFIGURED -> new LoginException.ProviderMisconfigured(message + "; check " + check);
      default -> new LoginException.ProviderUnavailable(message, retryAfter);
    };
  }
}
