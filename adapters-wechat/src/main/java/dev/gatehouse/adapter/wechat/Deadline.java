package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import feign.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The moment by which a login must have ended, whatever calls it makes. Immutable. */
final class Deadline {

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /**
   * What is left for the next call.
   *
   * @throws ProviderUnavailable if nothing is
   */
  Request.Options timeLeft() throws ProviderUnavailable {
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (millis <= 0) {
      throw new ProviderUnavailable("WeChat took too long", CallFailure.RETRY_SOON);
    }
    return new Request.Options(millis, TimeUnit.MILLISECONDS, millis, TimeUnit.MILLISECONDS, false);
  }
}
