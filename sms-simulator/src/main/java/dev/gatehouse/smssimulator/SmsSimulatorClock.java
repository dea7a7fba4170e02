package dev.gatehouse.smssimulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the simulator: that of the machine and what a test added. */
final class SmsSimulatorClock extends Clock {

  private volatile Duration offset = Duration.ZERO;

  void advance(Duration time) {
    offset = offset.plus(time);
  }

  void reset() {
    offset = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the simulator lives in UTC");
  }
}
