package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.application.operation.ErrorThrottle;
import java.time.Clock;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the calls that failed, one line each, with the traceId of the login. A failure on which the
 * operator must act is an ERROR, at most once a minute for each cause. Thread-safe.
 */
public final class FailureLog {

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  private final ErrorThrottle errors;

  public FailureLog(Clock clock) {
    this.errors = new ErrorThrottle(clock);
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
    OptionalLong suppressed = errors.admit(cause);
    if (suppressed.isEmpty()) {
      log.info(line);
    } else if (suppressed.getAsLong() == 0) {
      log.error("{}. Check {}", line, check);
    } else {
      log.error(
          "{}. Check {}. {} more since the last such line", line, check, suppressed.getAsLong());
    }
  }

  private static String line(WeChatApp app, String trouble) {
    return trouble + " (channel " + app.channel() + ")";
  }
}
