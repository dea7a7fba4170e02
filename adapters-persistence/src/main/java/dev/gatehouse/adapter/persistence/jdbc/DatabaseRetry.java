package dev.gatehouse.adapter.persistence.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Runs work at the database, repeats it where that helps, and ends before the client's deadline.
 * Thread-safe.
 */
public final class DatabaseRetry implements StorageRetry {

  private static final int MOST_ATTEMPTS = 10;
  private static final int CONFLICT_PAUSE_MILLIS = 20;
  private static final int LOSS_PAUSE_MILLIS = 10;
  private static final int FAILOVER_PAUSE_MILLIS = 300;

  /** Failures of several threads within this time count as one event. */
  private static final Duration ONE_EVENT = Duration.ofMillis(100);

  private final List<HikariDataSource> pools;
  private final AtomicLong lastRenewal = new AtomicLong(System.nanoTime() - ONE_EVENT.toNanos());

  /**
   * @param pools all pools that the work may use
   */
  public DatabaseRetry(HikariDataSource... pools) {
    this.pools = List.of(pools);
  }

  /**
   * Checks the pools without waiting.
   *
   * @throws StorageUnavailableException if a pool has no connection and failed to open one
   */
  public void requireReachable() {
    if (pools.stream().anyMatch(ConnectionPool::isKnownToBeUnreachable)) {
      throw new StorageUnavailableException("the database cannot be reached");
    }
  }

  /** Does the same as {@link #call(Supplier)}, for work of several statements. */
  public <R> R call(Function<Deadline, R> attempt) {
    return call(attempt, attempt);
  }

  /** Does the same as {@link #call(Supplier, Supplier)}, for work of several statements. */
  public <R> R call(Function<Deadline, R> first, Function<Deadline, R> again) {
    Deadline deadline = Deadline.ofCall();
    for (int attempts = 1; ; attempts++) {
      try {
        return (attempts == 1 ? first : again).apply(deadline);
      } catch (DataAccessException | TransactionException e) {
        DatabaseErrorKind failure = DatabaseErrorKind.of(e);
        if (failure == DatabaseErrorKind.DEFECT) {
          throw withoutValues(e);
        }
        if (failure == DatabaseErrorKind.OUTAGE
            || attempts == MOST_ATTEMPTS
            || !deadline.leavesAnAttempt()) {
          throw unavailable(e);
        }
        renewConnections(failure);
        pause(failure, attempts);
        if (!deadline.leavesAnAttempt()) {
          throw unavailable(e);
        }
      }
    }
  }

  @Override
  public <R> R call(Supplier<R> first, Supplier<R> again) {
    return call(_ -> first.get(), (Deadline _) -> again.get());
  }

  private static void pause(DatabaseErrorKind failure, int attempts) {
    switch (failure) {
      case LOST -> pause(LOSS_PAUSE_MILLIS * attempts);
      case READ_ONLY -> pause(FAILOVER_PAUSE_MILLIS);
      // Jitter keeps conflicting transactions from colliding again.
      case CONFLICT -> pause(CONFLICT_PAUSE_MILLIS * attempts);
      case NO_CONNECTION, OUTAGE, DEFECT -> {}
    }
  }

  /**
   * One connection that is lost, or leads to a server that takes no writes, means that the others
   * probably do so too: all are replaced.
   */
  void renewConnections(DatabaseErrorKind failure) {
    if (failure != DatabaseErrorKind.LOST && failure != DatabaseErrorKind.READ_ONLY) {
      return;
    }
    long last = lastRenewal.get();
    long now = System.nanoTime();
    if (now - last >= ONE_EVENT.toNanos() && lastRenewal.compareAndSet(last, now)) {
      pools.stream()
          .filter(pool -> !pool.isClosed())
          .forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
    }
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(millis / 2, millis + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static RuntimeException withoutValues(RuntimeException defect) {
    // No cause: the database quotes the values of the refused row, such as an identity (SEC-21).
    return defect instanceof DataIntegrityViolationException
        ? new IllegalStateException(
            "the database refuses a row: " + defect.getClass().getSimpleName())
        : defect;
  }

  private static StorageUnavailableException unavailable(Exception cause) {
    return new StorageUnavailableException(
        "the database cannot be reached or will not commit", cause);
  }
}
