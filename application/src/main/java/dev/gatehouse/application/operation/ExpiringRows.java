package dev.gatehouse.application.operation;

import java.time.Instant;

/**
 * Rows of one kind that expire. Every bean of this type is called about once a minute, on one
 * replica at a time, until it has nothing left to remove.
 */
@FunctionalInterface
public interface ExpiringRows {

  /**
   * Removes expired rows, in one short batch.
   *
   * @return the number of removed rows; {@code atMost} means that there may be more
   * @throws RuntimeException if they cannot be removed now; they are tried again in the next round
   */
  int removeExpired(Instant now, int atMost);
}
