package dev.gatehouse.application.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Keeps an error that each request meets from filling the log: one line a minute for each cause,
 * which can name the number of suppressed ones. Thread-safe.
 */
public final class ErrorThrottle {

  /** Between two lines of one cause. */
  public static final Duration QUIET = Duration.ofMinutes(1);

  /** Bounds the memory: causes are few, unless a provider invents them. */
  private static final int MOST_CAUSES = 1000;

  private final Clock clock;
  private final Map<String, Last> last = new HashMap<>();

  private record Last(Instant when, long suppressedSince) {}

  public ErrorThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Asks to log an error.
   *
   * @param cause the same text for the same cause
   * @return how many errors of this cause were suppressed since the last one; empty if this one is
   *     to be suppressed, too
   */
  public synchronized OptionalLong admit(String cause) {
    Instant now = clock.instant();
    Last before = last.get(cause);
    if (before != null && now.isBefore(before.when().plus(QUIET))) {
      last.put(cause, new Last(before.when(), before.suppressedSince() + 1));
      return OptionalLong.empty();
    }
    if (last.size() >= MOST_CAUSES) {
      last.clear();
    }
    last.put(cause, new Last(now, 0));
    return OptionalLong.of(before == null ? 0 : before.suppressedSince());
  }
}
