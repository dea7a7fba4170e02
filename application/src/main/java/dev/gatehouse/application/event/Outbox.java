package dev.gatehouse.application.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where events wait until they are delivered, for all replicas.
 *
 * <p>Implementations are thread-safe. When they could not look or could not write, every method
 * throws {@link dev.gatehouse.domain.user.StorageUnavailableException}.
 *
 * <p>An event that cannot be read any more, such as one of a later version, is not returned but
 * forgotten, counted as lost and told of in the log. Until then it holds back the later events of
 * its user, and it never holds back anybody else's.
 */
public interface Outbox {

  /** Whose turn it is to deliver. */
  enum Turn {
    /** That of the one who asked. */
    OURS,
    /** Another relay's. */
    ANOTHERS
  }

  /**
   * Asks for the turn, or to keep it. One relay at a time has it; its own clock does not matter.
   *
   * @param relay who asks
   * @param lease after which it passes on unless it is asked for again
   */
  Turn take(UUID relay, Duration lease);

  /** Gives up the turn; does nothing if it is another's. */
  void leave(UUID relay);

  /**
   * What can be delivered now: of each user the first event alone, if its time has come.
   *
   * @return the oldest first
   */
  List<PendingEvent> due(Instant now, int atMost);

  /**
   * Those that have waited longest, whether their time has come or not.
   *
   * @return the oldest first
   */
  List<PendingEvent> oldest(int atMost);

  /**
   * How many events wait.
   *
   * @param atMost stands for so many and any more, so that to count them never takes long
   */
  int waiting(int atMost);

  /** Forgets events: they were delivered, or given up. */
  void remove(List<PendingEvent> events);

  /** Takes note that a delivery failed, and when the next one is due. */
  void postpone(PendingEvent event, Instant until);
}
