package dev.gatehouse.wechatsimulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The time at WeChat's: that of another clock, put forward at will. Thread-safe. */
final class SimulatorClock {
  private static final Duration AT_MOST = Duration.ofDays(36_500);

  private final InstantSource clock;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  SimulatorClock(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().plus(ahead.get());
  }

  /** Never back: what has expired stays so. */
  void advance(Duration duration) {
    if (duration.isNegative() || duration.compareTo(AT_MOST) > 0) {
      throw new IllegalArgumentException(
          "the clock is put forward by at most a hundred years, but not by " + duration);
    }
    ahead.updateAndGet(already -> already.plus(duration));
  }

  /** Shows what the other clock shows. */
  void reset() {
    ahead.set(Duration.ZERO);
  }
}
