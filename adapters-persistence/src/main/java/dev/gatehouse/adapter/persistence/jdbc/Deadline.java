package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;

/**
 * The moment by which a call of the store must have ended. Nothing is begun that could take longer,
 * so that no thread has to be interrupted. Immutable.
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

  /** Whether something that takes this long at most still ends in time. */
  boolean leaves(Duration longest) {
    return end - System.nanoTime() >= longest.toNanos();
  }

  /**
   * Goes on if there is time for one more statement.
   *
   * @throws StorageUnavailableException if not; the transaction that it ends was not committed
   */
  public void requireTimeForAStatement() {
    if (!leaves(ConnectionPool.STATEMENT)) {
      throw new StorageUnavailableException("the database is too slow");
    }
  }
}
