package dev.gatehouse.adapter.wechat.resilience;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How one call to WeChat ended. Each constant has consequences of its own. */
public enum Outcome {
  SUCCESS,

  /** WeChat refuses the code. */
  REJECTED,

  /** WeChat blocks the user. */
  RESTRICTED,

  /** WeChat gives a virtual account, because the page is open in snapshot mode. */
  PREVIEW,

  /** WeChat refuses our configuration or the form of our request. */
  MISCONFIGURED,

  /** A quota of WeChat's is used up. */
  THROTTLED,

  /** An error number that concerns neither code nor user nor configuration. */
  UNEXPECTED,

  /** WeChat reports a failure of its own. */
  FAILING,

  /** The connection broke after the request was sent; WeChat may have read it. */
  BROKEN,

  /** No response in time. */
  TIMED_OUT,

  /** The response is not WeChat's: HTML, empty, too long, or of another HTTP status. */
  UNUSABLE,

  /**
   * A JSON object in which a field that the login needs is missing, malformed or contradictory. It
   * may be the data of one person, so it says nothing about WeChat.
   */
  MALFORMED,

  /** No connection could be made. */
  UNREACHABLE,

  /** Not sent: the circuit breaker is open. */
  BREAKER_OPEN,

  /** Not sent: too many calls are in flight. */
  TOO_MANY;

  private static final Set<Outcome> FAILURES_OF_WECHAT =
      EnumSet.of(FAILING, BROKEN, TIMED_OUT, UNUSABLE, UNREACHABLE);

  private static final Set<Outcome> NOTHING_SENT = EnumSet.of(UNREACHABLE, BREAKER_OPEN, TOO_MANY);

  /**
   * Whether the failure is WeChat's. A refused code, user, app or quota is none: WeChat answered,
   * and other logins may succeed.
   */
  boolean isFailureOfWeChat() {
    return FAILURES_OF_WECHAT.contains(this);
  }

  /** Whether a second try at once is likely to succeed. */
  public boolean passesSoon() {
    return this == FAILING || this == BROKEN;
  }

  /** Whether WeChat may have received the request. */
  public boolean wasSent() {
    return !NOTHING_SENT.contains(this);
  }

  /** The name in metrics. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
