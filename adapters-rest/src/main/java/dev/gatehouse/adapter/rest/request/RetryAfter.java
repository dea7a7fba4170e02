package dev.gatehouse.adapter.rest.request;

import java.time.Duration;

/** The header {@code Retry-After} in whole seconds (RFC 9110, 10.2.3). */
public final class RetryAfter {

  private RetryAfter() {}

  /** Rounded up, at least a second: a client that comes back too early would be refused again. */
  public static String seconds(Duration time) {
    return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
  }
}
