package dev.gatehouse.adapter.phone.gateway;

import dev.gatehouse.application.operation.ErrorThrottle;
import java.time.Clock;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines about messages that were not sent. A line that the operator has to act on is an ERROR, at
 * most once a minute for each cause. Thread-safe.
 */
public final class FailureLog {

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  private final ErrorThrottle errors;

  public FailureLog(Clock clock) {
    this.errors = new ErrorThrottle(clock);
  }

  void info(String what) {
    log.info(what);
  }

  void warn(String what) {
    log.warn(what);
  }

  /**
   * An error that the operator has to act on.
   *
   * @param check what to look at
   */
  public void error(String what, String check) {
    OptionalLong suppressed = errors.admit(what);
    if (suppressed.isEmpty()) {
      log.info(what);
    } else if (suppressed.getAsLong() == 0) {
      log.error("{}. Check {}", what, check);
    } else {
      log.error(
          "{}. Check {}. {} more since the last such line", what, check, suppressed.getAsLong());
    }
  }
}
