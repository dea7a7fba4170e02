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

  /** Whose turn it is to deliver. */
  enum Turn {
    /** The turn of the relay that asked. */
    OURS,
    /** The turn of another relay. */
    ANOTHERS
  }

  /**
   * Asks for the turn, or asks to keep it. One relay at a time has the turn. The clocks of the
   * replicas do not matter for this.
   *
   * @param relay who asks
   * @param lease how long the turn lasts; after that another relay can take it, unless this one has
   *     asked again
   * @return whose turn it is now
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whose turn it is is then open
   */
  Turn take(UUID relay, Duration lease);

  /**
   * Gives up the turn, so that another relay can take it at once. Does nothing if the turn is
   * another relay's.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; the turn then ends with its lease
   */
  void leave(UUID relay);

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
