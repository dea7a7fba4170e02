package dev.gatehouse.wechatsimulator.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** WeChat's time: another clock plus an offset. Thread-safe. */
public final class SimulatorClock {
  private static final Duration AT_MOST = Duration.ofDays(36_500);

  private final InstantSource clock;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  public SimulatorClock(InstantSource clock) {
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant().plus(offset.get());
  }

  /**
   * Moves the time forward.
   *
   * @throws IllegalArgumentException for a negative duration or one above a hundred years
   */
  public void advance(Duration duration) {
    if (duration.isNegative() || duration.compareTo(AT_MOST) > 0) {
      throw new IllegalArgumentException(
          "the clock advances by 0 to 100 years, but not by " + duration);
    }
    offset.updateAndGet(old -> old.plus(duration));
  }

  /** Removes the offset. */
  public void reset() {
    offset.set(Duration.ZERO);
  }
}
