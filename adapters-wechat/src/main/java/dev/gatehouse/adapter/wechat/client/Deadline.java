package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The moment by which a login must end, all its calls included. Immutable. */
public final class Deadline {

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /**
   * The time left for the next call.
   *
   * @throws ProviderUnavailable if no time is left
   */
  Duration timeLeft() throws ProviderUnavailable {
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (millis <= 0) {
      throw new ProviderUnavailable("WeChat took too long", CallFailure.RETRY_SOON);
    }
    return Duration.ofMillis(millis);
  }
}
