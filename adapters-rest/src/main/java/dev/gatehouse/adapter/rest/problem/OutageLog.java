package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Tells the operator of requests that failed for want of the store. Each leaves a line, by which
 * its traceId can be found; at most one a minute is an ERROR. Thread-safe.
 */
final class OutageLog {

  static final Duration QUIET = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

  private final Clock clock;
  private Instant told = Instant.EPOCH;
  private long keptQuiet;

  OutageLog(Clock clock) {
    this.clock = clock;
  }

  /** A request that failed. */
  void add(StorageUnavailableException failure) {
    String line = failure.getMessage() + ": " + NestedExceptionUtils.getMostSpecificCause(failure);
    OptionalLong keptQuiet = tellNow();
    if (keptQuiet.isEmpty()) {
      // The line stays: a user who complains has only the traceId.
      log.info(line);
    } else {
      log.error("{}. {} more since the last such line", line, keptQuiet.getAsLong());
    }
  }

  /** The number of lines left out since the last one; empty if this one is left out, too. */
  private synchronized OptionalLong tellNow() {
    Instant now = clock.instant();
    if (now.isBefore(told.plus(QUIET))) {
      keptQuiet++;
      return OptionalLong.empty();
    }
    OptionalLong sum = OptionalLong.of(keptQuiet);
    told = now;
    keptQuiet = 0;
    return sum;
  }
}
