package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.Outbox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events wait in the outbox, and since when, for operators. Looked at now and then by
 * every replica, not when metrics are scraped: a scrape waits for no database. Unknown ({@code
 * NaN}) while the outbox cannot be asked.
 */
final class Backlog {

  /** Stands for so many and more. */
  static final int MOST = 100_000;

  private static final Logger log = LoggerFactory.getLogger(Backlog.class);
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final Outbox outbox;
  private final Clock clock;
  private final LongSupplier nanos;
  private long lastLook;
  private volatile double waiting = Double.NaN;
  private volatile @Nullable Instant oldest;

  /**
   * @param nanos a clock that only runs forward, in nanoseconds
   */
  Backlog(Outbox outbox, Clock clock, LongSupplier nanos, MeterRegistry metrics) {
    this.outbox = outbox;
    this.clock = clock;
    this.nanos = nanos;
    this.lastLook = nanos.getAsLong() - FRESH.toNanos();
    Gauge.builder("gatehouse.events.waiting", this, each -> each.waiting)
        .description("Events that wait to be delivered")
        .register(metrics);
    Gauge.builder("gatehouse.events.age", this, Backlog::age)
        .description("Age of the event that has waited longest")
        .baseUnit("seconds")
        .register(metrics);
  }

  /** Looks, unless that was done a moment ago. For one thread. */
  void look() {
    long now = nanos.getAsLong();
    if (now - lastLook < FRESH.toNanos()) {
      return;
    }
    lastLook = now;
    try {
      oldest = outbox.oldest(1).stream().findFirst().map(each -> each.event().at()).orElse(null);
      waiting = outbox.waiting(MOST);
    } catch (RuntimeException e) {
      // An outage or a defect: neither may end the poller, whose thread this is.
      log.warn("the number of waiting events is unknown: {}", e.getMessage());
      waiting = Double.NaN;
    }
  }

  private double age() {
    Instant since = oldest;
    if (Double.isNaN(waiting) || since == null) {
      return waiting == 0 ? 0 : Double.NaN;
    }
    return Duration.between(since, clock.instant()).toMillis() / 1_000.0;
  }
}
