package dev.gatehouse.application.operation;

import java.time.Instant;

/**
 * Rows of one kind that have an end. Every bean of this type is asked about once a minute on every
 * replica, until nothing is left to remove. Thread-safe.
 */
@FunctionalInterface
public interface ExpiringRows {

  /**
   * Removes rows whose end has come, in one short batch.
   *
   * @return how many were removed; as many as {@code atMost} means that there may be more
   */
  int removeExpired(Instant now, int atMost);
}
