package dev.gatehouse.application.attempt;

import dev.gatehouse.domain.login.State;
import java.time.Instant;

/**
 * Remembers which states have been used, for all replicas of the service: a browser's cookies can
 * be copied, so that they alone cannot say whether a login was finished before (SEC-03, SEC-04).
 *
 * <p>Implementations are thread-safe. {@code SpentStatesContract} in the testkit is this contract
 * as tests.
 */
public interface SpentStates {

  /** Whether a state could still be spent. */
  enum Spending {
    /** By this very call. */
    FIRST,
    /** No: another call, of this process or another, was before. */
    AGAIN
  }

  /**
   * Spends a state. Of any number of calls for one state, simultaneous or not, exactly one answers
   * {@link Spending#FIRST}; after a failure it may be none.
   *
   * @param until when it may be forgotten, because nobody accepts the state any more
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the state is spent is then open
   */
  Spending spend(State state, Instant until);

  /**
   * Forgets states. Callers on several replicas do not wait for each other, and nobody who spends a
   * state waits for them.
   *
   * @param now states that may be forgotten at this moment or earlier are
   * @param atMost how many to forget in this call
   * @return how many were forgotten; fewer than {@code atMost} means that, but for those that
   *     somebody else is removing, none is left
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached
   */
  int removeExpired(Instant now, int atMost);
}
