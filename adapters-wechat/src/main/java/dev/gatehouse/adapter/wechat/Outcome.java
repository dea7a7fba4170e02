package dev.gatehouse.adapter.wechat;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How one call to WeChat ended, told apart by what follows from it. */
enum Outcome {
  SUCCESS,

  /** WeChat refuses the code. */
  REJECTED,

  /** WeChat blocks the person. */
  RESTRICTED,

  /** WeChat gives a virtual account, because the page is open in snapshot mode. */
  PREVIEW,

  /** WeChat refuses our set-up, or the way we ask. */
  MISCONFIGURED,

  /** A quota of WeChat's is used up. */
  THROTTLED,

  /** An error number that says nothing of code, person or set-up. */
  UNEXPECTED,

  /** WeChat says itself that it is failing. */
  FAILING,

  /** The connection broke when the request may have been read. */
  BROKEN,

  /** No answer in time. */
  TIMED_OUT,

  /** The response is not WeChat's: HTML, empty, too long, or of another HTTP status. */
  UNUSABLE,

  /**
   * A JSON object in which a field that the login needs is missing, malformed or contradictory. It
   * may be the data of one person, so it says nothing about WeChat.
   */
  MALFORMED,

  /** No connection came about. */
  UNREACHABLE,

  /** Held back by us: WeChat has been failing. */
  BREAKER_OPEN,

  /** Held back by us: too many calls are in flight. */
  TOO_MANY;

  private static final Set<Outcome> FAILURES_OF_WECHAT =
      EnumSet.of(FAILING, BROKEN, TIMED_OUT, UNUSABLE, UNREACHABLE);

  private static final Set<Outcome> NOTHING_SENT = EnumSet.of(UNREACHABLE, BREAKER_OPEN, TOO_MANY);

  /**
   * Whether WeChat did not do its part. Codes, people, apps and quotas that it refuses are none of
   * that: it answered, and other logins may go well.
   */
  boolean isFailureOfWeChat() {
    return FAILURES_OF_WECHAT.contains(this);
  }

  /** Whether the same question may well be answered a moment later. */
  boolean passesSoon() {
    return this == FAILING || this == BROKEN;
  }

  /** Whether WeChat may have seen the request. */
  boolean wasSent() {
    return !NOTHING_SENT.contains(this);
  }

  /** As it is named in metrics. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
