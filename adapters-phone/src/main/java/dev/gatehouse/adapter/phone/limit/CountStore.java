package dev.gatehouse.adapter.phone.limit;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps tallies for all replicas. A tally is replaced only if no other call replaced it since it
 * was read. Thread-safe. Every method throws {@link
 * dev.gatehouse.domain.user.StorageUnavailableException} if it could not do its work.
 */
interface CountStore {

  /**
   * A tally and the state of the store in which it was read.
   *
   * @param version 0 if the store has none
   */
  record Kept(Tally tally, long version) {

    static final Kept NONE = new Kept(Tally.EMPTY, 0);
  }

  /** The tallies that the store has; buckets without one are missing. */
  Map<Bucket, Kept> find(Collection<Bucket> buckets);

  /**
   * Replaces a tally.
   *
   * @param expiresAt when nothing in it counts any more
   * @return its new state; empty if it was not replaced, because it is not the one that was read
   */
  Optional<Kept> replace(Bucket bucket, Kept read, Tally next, Instant expiresAt);

  /**
   * Removes tallies that expired.
   *
   * @return the number of removed tallies
   */
  int removeExpired(Instant now, int atMost);
}
