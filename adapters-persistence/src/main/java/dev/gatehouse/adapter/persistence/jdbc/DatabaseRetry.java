package dev.gatehouse.adapter.persistence.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Does a piece of work at the database, again where that helps, and within the time that a client
 * is promised. Thread-safe.
 */
public final class DatabaseRetry {

  /** What an attempt may take that gets its connection late and then no answer. */
  private static final Duration ATTEMPT = ConnectionPool.WAIT.plus(ConnectionPool.STATEMENT);

  private static final int MOST_ATTEMPTS = 10;
  private static final int CONFLICT_PAUSE_MILLIS = 20;
  private static final int LOSS_PAUSE_MILLIS = 10;
  private static final int FAILOVER_PAUSE_MILLIS = 300;

  /** The threads that fail together are told of one and the same event. */
  private static final Duration ONE_EVENT = Duration.ofMillis(100);

  private final List<HikariDataSource> pools;
  private final AtomicLong lastRenewal = new AtomicLong(System.nanoTime() - ONE_EVENT.toNanos());

  /**
   * @param pools of all connections that the work may use
   */
  public DatabaseRetry(HikariDataSource... pools) {
    this.pools = List.of(pools);
  }

  /**
   * Goes on unless a pool has no connection left and could not open one just now.
   *
   * @throws StorageUnavailableException if so
   */
  public void requireReachable() {
    if (pools.stream().anyMatch(ConnectionPool::isKnownToBeCutOff)) {
      throw new StorageUnavailableException("the database is away");
    }
  }

  /**
   * The result of the first attempt that ends well.
   *
   * @param attempt leaves nothing behind when it fails
   * @throws StorageUnavailableException if the database did not do its work in time
   * @throws RuntimeException another one, which is a defect of ours
   */
  public <R> R call(Function<Deadline, R> attempt) {
    return call(attempt, attempt);
  }

  /**
   * The same with a first attempt that is unlike the later ones.
   *
   * @param again minds what earlier attempts may have left behind
   */
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
            || !deadline.leaves(ATTEMPT)) {
          throw unavailable(e);
        }
        prepareForAnother(failure, attempts);
      }
    }
  }

  private void prepareForAnother(DatabaseErrorKind failure, int attempts) {
    switch (failure) {
      case LOST -> {
        renewConnections();
        pause(LOSS_PAUSE_MILLIS * attempts);
      }
      case READ_ONLY -> {
        renewConnections();
        pause(FAILOVER_PAUSE_MILLIS);
      }
      // Those that met meet again unless they part at random.
      case CONFLICT -> pause(CONFLICT_PAUSE_MILLIS * attempts);
      case NO_CONNECTION, OUTAGE, DEFECT -> {}
    }
  }

  /** What happened to one connection happened to its neighbours: all are opened anew. */
  private void renewConnections() {
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
    // A refused row is not kept as a cause: the database quotes its values, an identity among them
    // (SEC-21).
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
