package dev.gatehouse.adapter.wechat.resilience;

import dev.gatehouse.domain.login.LoginException;
import java.io.IOException;
import java.time.Duration;

/**
 * A call to WeChat that failed. An {@link IOException}, because that is what Feign's clients throw.
 * Holds no secret and no personal data.
 */
public final class CallFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** The wait after a failure that usually passes at once. */
  public static final Duration RETRY_SOON = Duration.ofSeconds(5);

  private final Outcome outcome;
  private final String message;
  private final String errmsg;
  private final String check;
  private final Duration retryAfter;

  /**
   * @param errmsg WeChat's words, for the log only; may be empty
   * @param check what the operator must check; empty if the operator can do nothing
   */
  public CallFailure(
      Outcome outcome, String message, String errmsg, String check, Duration retryAfter) {
    super(message);
    this.outcome = outcome;
    this.message = message;
    this.errmsg = errmsg;
    this.check = check;
    this.retryAfter = retryAfter;
  }

  public CallFailure(Outcome outcome, String message) {
    this(outcome, message, "", "", RETRY_SOON);
  }

  /** A response that is not WeChat's. */
  public static CallFailure unusable(String what) {
    return new CallFailure(Outcome.UNUSABLE, "no usable response from WeChat: " + what);
  }

  /** A response of WeChat's in which a field that the login needs is missing or malformed. */
  public static CallFailure malformed(String what) {
    return new CallFailure(Outcome.MALFORMED, "malformed response from WeChat: " + what);
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What happened, without WeChat's words. */
  public String message() {
    return message;
  }

  /** WeChat's words, for the log only. Empty if there are none. */
  public String errmsg() {
    return errmsg;
  }

  /** What the operator must check. Empty if the operator can do nothing. */
  public String check() {
    return check;
  }

  /** How the login that made the call ends. */
  public LoginException ending() {
    return switch (outcome) {
      case REJECTED -> new LoginException.CredentialRejected(message);
      case RESTRICTED -> new LoginException.AccountRestricted(message);
      case PREVIEW -> new LoginException.PreviewOnly(message);
      case MISCONFIGURED -> new LoginException.ProviderMisconfigured(message + "; check " + check);
      default -> new LoginException.ProviderUnavailable(message, retryAfter);
    };
  }
}
