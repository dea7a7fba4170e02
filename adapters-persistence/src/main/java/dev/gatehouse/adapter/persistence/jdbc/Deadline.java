package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;

/**
 * The moment by which a call must end. Work that could exceed it is not started, so no thread is
 * interrupted. Immutable.
 */
public final class Deadline {

  /** Under the three seconds after which a client is promised an answer. */
  private static final Duration CALL = Duration.ofMillis(2_900);

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline ofCall() {
    return new Deadline(System.nanoTime() + CALL.toNanos());
  }

  /** Whether work of at most this duration ends in time. */
  private boolean leaves(Duration longest) {
    return end - System.nanoTime() >= longest.toNanos();
  }

  /** Whether an attempt ends in time: a wait for a connection, and a statement without answer. */
  boolean leavesAnAttempt() {
    return leaves(ConnectionPool.WAIT.plus(ConnectionPool.STATEMENT));
  }

  /**
   * Checks that there is time for one more attempt.
   *
   * @throws StorageUnavailableException if there is not
   */
  void requireTimeForAnAttempt() {
    if (!leavesAnAttempt()) {
      throw tooSlow();
    }
  }

  /**
   * Checks that there is time for one more statement.
   *
   * @throws StorageUnavailableException if there is not; the transaction is then rolled back
   */
  public void requireTimeForAStatement() {
    if (!leaves(ConnectionPool.STATEMENT)) {
      throw tooSlow();
    }
  }

  private static StorageUnavailableException tooSlow() {
    return new StorageUnavailableException("the database is too slow");
  }
}
