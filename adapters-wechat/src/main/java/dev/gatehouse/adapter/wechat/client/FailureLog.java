package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the calls that failed, one line each, with the traceId of the login. A failure on which the
 * operator must act is an ERROR, at most once a minute for each cause. Thread-safe.
 */
public final class FailureLog {

  static final Duration QUIET = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  private final Clock clock;

  /** By cause: few, because a cause is a known error number on one channel. */
  private final Map<String, LastError> lastErrors = new HashMap<>();

  private record LastError(Instant when, long suppressedSince) {}

  public FailureLog(Clock clock) {
    this.clock = clock;
  }

  /** Logs a call that failed. */
  void add(WeChatApp app, CallFailure failure) {
    String line = line(app, failure.message());
    if (!failure.errmsg().isEmpty()) {
      line += ": " + failure.errmsg();
    }
    if (!failure.check().isEmpty()) {
      add(line(app, failure.message()), line, failure.check());
      return;
    }
    switch (failure.outcome()) {
      case BREAKER_OPEN -> log.debug(line);
      case REJECTED, RESTRICTED, PREVIEW -> log.info(line);
      default -> log.warn(line);
    }
  }

  /**
   * Logs a failure on which the operator must act.
   *
   * @param check what the operator must check
   */
  public void add(WeChatApp app, String trouble, String check) {
    add(line(app, trouble), line(app, trouble), check);
  }

  private void add(String cause, String line, String check) {
    long suppressed = suppressed(cause);
    if (suppressed < 0) {
      log.info(line);
    } else if (suppressed == 0) {
      log.error("{}. Check {}", line, check);
    } else {
      log.error("{}. Check {}. {} more since the last such line", line, check, suppressed);
    }
  }

  private static String line(WeChatApp app, String trouble) {
    return trouble + " (channel " + app.channel() + ")";
  }

  /** The number of ERRORs suppressed since the last one; -1 if this one is suppressed, too. */
  private long suppressed(String cause) {
    Instant now = clock.instant();
    synchronized (lastErrors) {
      LastError last = lastErrors.get(cause);
      if (last != null && now.isBefore(last.when().plus(QUIET))) {
        lastErrors.put(cause, new LastError(last.when(), last.suppressedSince() + 1));
        return -1;
      }
      lastErrors.put(cause, new LastError(now, 0));
      return last == null ? 0 : last.suppressedSince();
    }
  }
}
