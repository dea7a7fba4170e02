package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.LoginEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When a delivery that failed is tried again: after a pause that doubles, shortened at random by up
 * to half so that those who failed together do not come back together.
 *
 * @param first the pause after the first failure
 * @param longest the longest pause
 * @param giveUpAfter the age at which an event is no longer tried
 */
record RetryPolicy(Duration first, Duration longest, Duration giveUpAfter) {

  private static final int MOST_DOUBLINGS = 30;

  RetryPolicy {
    if (!first.isPositive() || longest.compareTo(first) < 0 || !giveUpAfter.isPositive()) {
      throw new IllegalArgumentException("pauses must be positive, the first one the shortest");
    }
  }

  /**
   * The pause after this many failures.
   *
   * @param failures one or more
   */
  Duration pause(int failures, RandomGenerator random) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    long millis = Math.min(doubled.toMillis(), longest.toMillis());
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }

  boolean isOver(LoginEvent event, Instant now) {
    return !now.isBefore(event.at().plus(giveUpAfter));
  }
}
