package dev.gatehouse.application.browser;

import dev.gatehouse.domain.login.State;
import java.time.Instant;

/**
 * Remembers which states have been used, for all replicas of the service. A browser's cookies can
 * be copied, so they alone cannot tell whether a login was finished before (SEC-03, SEC-04).
 *
 * <p>Implementations are thread-safe. {@code UsedStateStoreContract} in the testkit is this
 * contract as tests.
 */
public interface UsedStateStore {

  /** Whether a state was used before. */
  enum Use {
    /** This call is the first use. */
    FIRST_USE,
    /** An earlier call, of this process or of another replica, used it. */
    REPLAYED
  }

  /**
   * Marks a state as used. Of any number of calls for one state, simultaneous or not, exactly one
   * answers {@link Use#FIRST_USE}. If one of the calls fails, it can happen that no call does.
   *
   * @param until the state is not accepted from this moment on and may be removed
   * @return whether this call is the first use
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the state is marked is then open
   */
  Use markUsed(State state, Instant until);

  /**
   * Removes expired states. Calls on several replicas do not wait for each other, and no call of
   * {@link #markUsed} waits for them.
   *
   * @param now states that expire at this moment or earlier are removed
   * @param atMost how many to remove in this call
   * @return how many were removed. Fewer than {@code atMost} means that none is left, except those
   *     that another call is removing now.
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit
   */
  int removeExpired(Instant now, int atMost);
}
