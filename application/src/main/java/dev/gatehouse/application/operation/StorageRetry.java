package dev.gatehouse.application.operation;

import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.function.Supplier;

/**
 * Runs the database work of a login method's own rows under the rules of Gatehouse's own stores: a
 * lost connection, a conflict or a failover leads to another attempt, and the call ends before the
 * client's deadline. The adapter that opens the database provides the bean. Thread-safe.
 */
public interface StorageRetry {

  /**
   * Runs the work until an attempt succeeds.
   *
   * @param work leaves nothing behind when it throws, as a single statement does. It may run again
   *     after an attempt that took effect, if the answer to that attempt was lost.
   * @return the result of the attempt that succeeded
   * @throws StorageUnavailableException if the database did not do the work in time
   * @throws RuntimeException another one, if the work itself is wrong; it is not repeated
   */
  default <R> R call(Supplier<R> work) {
    return call(work, work);
  }

  /**
   * Does the same, with other work for all attempts but the first.
   *
   * @param again expects that an earlier attempt may have taken effect
   */
  <R> R call(Supplier<R> first, Supplier<R> again);
}
