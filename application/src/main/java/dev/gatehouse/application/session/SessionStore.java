package dev.gatehouse.application.session;

import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where sessions are kept, for all replicas.
 *
 * <p>Implementations are thread-safe and keep moments to the millisecond at least. When they could
 * not look or could not write, every method throws {@link
 * dev.gatehouse.domain.user.StorageUnavailableException}. {@code SessionStoreContract} in the
 * testkit is this contract as tests.
 */
public interface SessionStore {

  /** Keeps a new session. Its id is random: that it is taken already is a defect. */
  void add(Session session);

  /**
   * The session of this id, past its expiry, too, until it is removed. Shows every write that any
   * replica was told is done: a look at an older state would take a new token for a stolen one.
   */
  Optional<Session> find(SessionId id);

  /**
   * Puts the rotation of a session in the place of an earlier one. Of any number of simultaneous
   * calls that begin at the same rotation exactly one succeeds; whoever fails and then calls {@link
   * #find} sees what the winner wrote, or that the session is gone.
   *
   * @param before the session as it was found
   * @return false, and nothing is written, if its secret is no longer that of {@code before}
   */
  boolean rotate(Session before, Session.Rotation next);

  /**
   * Removes a session.
   *
   * @param why for the audit record that a store may write in the same transaction
   * @return whose it was; empty, and nothing is done, if there is none
   */
  Optional<UserId> remove(SessionId id, SessionEnd why);

  /**
   * Removes all sessions of a user.
   *
   * @param why for the audit records that a store may write in the same transaction
   * @return how many there were
   */
  int removeAll(UserId user, SessionEnd why);

  /**
   * Removes sessions that are over. Callers on several replicas do not wait for each other, and
   * nobody who uses a session waits for them.
   *
   * @param now sessions that expire at this moment or earlier are over
   * @param atMost how many to remove in this call
   * @return how many were removed; fewer than {@code atMost} means that, but for those that
   *     somebody else is removing, none is left
   */
  int removeExpired(Instant now, int atMost);
}
