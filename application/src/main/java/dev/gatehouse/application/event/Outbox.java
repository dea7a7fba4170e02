package dev.gatehouse.application.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where events wait until they are delivered, for all replicas.
 *
 * <p>Implementations are thread-safe. {@code OutboxContract} in the testkit is this contract and
 * that of {@link LoginEvents} as tests.
 *
 * <p>An event that can no longer be read, such as one of a later version, is not returned. It is
 * removed, counted as lost, and reported in the log. Until then it holds back the later events of
 * its user, but never those of another user.
 */
public interface Outbox {

  /** Whether a processor holds the lease under which events are delivered. */
  enum Lease {
    /** The processor that asked holds it. */
    ACQUIRED,
    /** Another processor holds it. */
    HELD_BY_ANOTHER
  }

  /**
   * Acquires the lease, or renews it. One processor at a time holds it. The clocks of the replicas
   * do not matter for this.
   *
   * @param processor the one that asks
   * @param lease how long it holds the lease; after that another processor can acquire it, unless
   *     this one has renewed it
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; it is then open which processor holds the lease
   */
  Lease acquire(UUID processor, Duration lease);

  /**
   * Releases the lease, so that another processor can acquire it at once. Does nothing if another
   * processor holds it.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; the lease then ends by itself
   */
  void release(UUID processor);

  /**
   * The events that can be delivered now. Of each user only the first event can be delivered, and
   * only if its time has come.
   *
   * @param now events that are due at this moment or earlier are returned
   * @param atMost how many to return
   * @return the oldest first; empty if none is due
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  List<PendingEvent> due(Instant now, int atMost);

  /**
   * The events that have waited longest, whether their time has come or not.
   *
   * @param atMost how many to return
   * @return the oldest first; empty if none waits
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  List<PendingEvent> oldest(int atMost);

  /**
   * How many events wait.
   *
   * @param atMost where to stop counting, so that this never takes long
   * @return the number, or {@code atMost} if there are more
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  int waiting(int atMost);

  /**
   * Removes events that were delivered or given up. Ignores those that were removed before.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; the events may then be delivered again
   */
  void remove(List<PendingEvent> events);

  /**
   * Notes that a delivery failed: counts the failure and sets the time of the next attempt.
   *
   * @param until when the event is due again
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; the event may then be delivered earlier
   */
  void postpone(PendingEvent event, Instant until);
}
