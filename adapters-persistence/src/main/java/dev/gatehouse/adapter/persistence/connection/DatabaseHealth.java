package dev.gatehouse.adapter.persistence.connection;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells the readiness probe whether the database answers. Says so within a second, of a database
 * that falls silent as soon as its question has failed, and asks no more than once a second however
 * many probes there are. That all connections for logins are in use is no outage and does not show
 * here. Thread-safe.
 */
final class DatabaseHealth implements HealthIndicator {

  /** Probes usually wait a second. */
  private static final Duration PATIENCE = Duration.ofMillis(900);

  private static final Duration FRESH = Duration.ofSeconds(1);

  /**
   * How long an answer holds while the next is late. On a machine that is busy it is; a database
   * that is away has failed the question by then.
   */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final LongSupplier nanos;
  private volatile long lastUp;
  private Answer last;

  private record Answer(CompletableFuture<Health> health, long since) {}

  /**
   * @param pool connections for the health check only
   * @param nanos a clock that only runs forward, in nanoseconds
   */
  DatabaseHealth(HikariDataSource pool, LongSupplier nanos) {
    this.pool = pool;
    this.nanos = nanos;
    this.lastUp = nanos.getAsLong() - GRACE.toNanos();
    this.last =
        new Answer(
            CompletableFuture.completedFuture(Health.unknown().build()),
            nanos.getAsLong() - FRESH.toNanos());
  }

  @Override
  public Health health() {
    return answer()
        .copy()
        .completeOnTimeout(late(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** One question at a time: a database that hangs does not collect them. */
  private synchronized CompletableFuture<Health> answer() {
    boolean stale = nanos.getAsLong() - last.since() >= FRESH.toNanos();
    if (stale && last.health().isDone()) {
      CompletableFuture<Health> asked = new CompletableFuture<>();
      Thread.startVirtualThread(() -> asked.complete(ask()));
      last = new Answer(asked, nanos.getAsLong());
    }
    return last.health();
  }

  /** No detail of a failure: drivers name hosts and accounts. The log has it. */
  private Health ask() {
    boolean up = answers();
    if (!up) {
      // The connection may have died alone, since it idles most of the time: a new one tells.
      up = answers();
    }
    if (!up) {
      return down();
    }
    lastUp = nanos.getAsLong();
    return Health.up().build();
  }

  private Health late() {
    return nanos.getAsLong() - lastUp < GRACE.toNanos() ? Health.up().build() : down();
  }

  private boolean answers() {
    try (Connection connection = pool.getConnection()) {
      boolean valid = connection.isValid(1);
      if (!valid) {
        // The pool does not ask, and would hand it out again.
        pool.evictConnection(connection);
      }
      return valid;
    } catch (SQLException | RuntimeException unreachable) {
      return false;
    }
  }

  private static Health down() {
    return Health.down().build();
  }
}
