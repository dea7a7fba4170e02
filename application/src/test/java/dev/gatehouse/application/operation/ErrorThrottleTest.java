package dev.gatehouse.application.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErrorThrottleTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
  private final ErrorThrottle errors = new ErrorThrottle(clock);

  @Test
  void one_error_of_each_cause_is_admitted_a_minute_with_the_number_of_suppressed_ones() {
    assertThat(errors.admit("secret")).hasValue(0);
    assertThat(errors.admit("secret")).isEmpty();
    assertThat(errors.admit("id")).hasValue(0);
    clock.advance(ErrorThrottle.QUIET.minusMillis(1));
    assertThat(errors.admit("secret")).isEmpty();
    clock.advance(ErrorThrottle.QUIET);

    assertThat(errors.admit("secret")).hasValue(2);
    clock.advance(ErrorThrottle.QUIET);
    assertThat(errors.admit("secret")).hasValue(0);
  }

  @Test
  void causes_without_end_do_not_fill_the_memory() {
    for (int i = 0; i < 100_000; i++) {
      errors.admit("invented " + i);
    }

    assertThat(errors.admit("invented 1")).hasValue(0);
  }
}
