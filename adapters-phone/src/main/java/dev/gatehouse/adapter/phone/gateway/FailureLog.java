package dev.gatehouse.adapter.phone.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines about messages that were not sent. A line that the operator has to act on is an ERROR, at
 * most once a minute for each cause. Thread-safe.
 */
public final class FailureLog {

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  /**
   * Bounds the memory: causes hold codes of vendors, which are few unless a vendor invents them.
   */
  private static final int MAX_CAUSES = 1000;

  private final Clock clock;
  private final Map<String, Instant> lastError = new HashMap<>();

  public FailureLog(Clock clock) {
    this.clock = clock;
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
    if (isDue(what)) {
      log.error("{}. Check {}", what, check);
    } else {
      log.info(what);
    }
  }

  private synchronized boolean isDue(String cause) {
    Instant now = clock.instant();
    Instant last = lastError.get(cause);
    if (last != null && now.isBefore(last.plus(QUIET))) {
      return false;
    }
    if (lastError.size() >= MAX_CAUSES) {
      lastError.clear();
    }
    lastError.put(cause, now);
    return true;
  }
}
