package dev.gatehouse.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes only when told to. Thread-safe. */
public final class SettableClock extends Clock {

  private final AtomicReference<Instant> now;

  /** One that shows some moment or other. */
  public SettableClock() {
    this(Instant.parse("2026-11-23T10:00:00Z"));
  }

  public SettableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("always UTC");
  }
}
