package dev.gatehouse.application.attempt;

import dev.gatehouse.domain.login.State;
import java.time.Instant;

/**
 * Remembers which states have been used, for all replicas of the service. A browser's cookies can
 * be copied, so they alone cannot tell whether a login was finished before (SEC-03, SEC-04).
 *
 * <p>Implementations are thread-safe. {@code SpentStatesContract} in the testkit is this contract
 * as tests.
 */
public interface SpentStates {

  /** Whether a state could still be spent. */
  enum Spending {
    /** Yes: this call spent it. */
    FIRST,
    /** No: an earlier call, of this process or another one, spent it. */
    AGAIN
  }

  /**
   * Spends a state. Of any number of calls for one state, simultaneous or not, exactly one answers
   * {@link Spending#FIRST}. If one of the calls fails, it can happen that none does.
   *
   * @param until when the state may be forgotten, because nobody accepts it any more
   * @return whether this call is the one that spent the state
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the state is spent is then open
   */
  Spending spend(State state, Instant until);

  /**
   * Forgets states whose time is over. Callers on several replicas do not wait for each other, and
   * nobody who spends a state waits for them.
   *
   * @param now states that may be forgotten at this moment or earlier are forgotten
   * @param atMost how many to forget in this call
   * @return how many were forgotten. Fewer than {@code atMost} means that none is left, except
   *     those that another caller is removing now.
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit
   */
  int removeExpired(Instant now, int atMost);
}
