package dev.gatehouse.application.session;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where sessions are kept, for all replicas.
 *
 * <p>Implementations are thread-safe and keep times to the millisecond at least. {@code
 * SessionStoreContract} in the testkit is this contract as tests.
 */
public interface SessionStore {

  /**
   * Keeps a new session, unless the identity that opened it no longer leads to the user: a session
   * must not outlive its login method. A store that does not know the users keeps every session.
   *
   * @param openedBy the identity that was proven
   * @return false, and nothing is kept, if the identity leads to another user or to none
   * @throws IllegalStateException if there is already a session of this id. Ids are random, so this
   *     is a defect.
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the session is kept is then open
   */
  boolean add(Session session, ExternalIdentity openedBy);

  /**
   * Keeps a new session of a client, if its parent is kept. The login method that opened the parent
   * is then that of the new session, too.
   *
   * @param session has a {@link Session#grant}
   * @return false, and nothing is kept, if the parent is gone or there is already a session of this
   *     id
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the session is kept is then open
   */
  boolean addOfClient(Session session);

  /**
   * Notes that the user has proven again who they are.
   *
   * @return false, and nothing is written, if there is no such session
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether it is noted is then open
   */
  boolean confirm(SessionId id, Instant at);

  /**
   * Notes that a session was used. A store may ignore a moment before the one that it holds.
   *
   * @return false, and nothing is written, if there is no such session
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether it is noted is then open
   */
  boolean markUsed(SessionId id, Instant at);

  /**
   * Finds a session. The answer shows every write that was reported as done to any replica: an
   * older state would make a new token look stolen.
   *
   * @return the session, also if it has expired but was not removed yet; empty if there is none
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  Optional<Session> find(SessionId id);

  /**
   * Replaces the rotation of a session, which counts as a use of it. Of any number of simultaneous
   * calls that begin at the same rotation, exactly one succeeds. A caller that did not succeed and
   * then calls {@link #find} sees what the winner wrote, or that the session is gone.
   *
   * @param before the session as it was found
   * @return true if the rotation was replaced; false, and nothing is written, if the session is
   *     gone or its secret is no longer that of {@code before}
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the rotation was replaced is then open
   */
  boolean rotate(Session before, Session.Rotation next);

  /**
   * Removes a session.
   *
   * @param why for the audit record that a store may write in the same transaction; the answer says
   *     whether it has
   * @return empty, and nothing is done, if there is no such session
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the session is gone is then open
   */
  Optional<SessionEnd> remove(SessionId id, SessionEndReason why);

  /**
   * Removes all sessions of a user.
   *
   * @param why for the audit records that a store may write in the same transaction; the answer
   *     says whether it has
   * @return empty, and nothing is done, if there is none
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; all of the sessions are then gone or none
   */
  Optional<SessionEnd> removeAll(UserId user, SessionEndReason why);

  /**
   * Removes sessions that have expired. Callers on several replicas do not wait for each other, and
   * no user of a session waits for them.
   *
   * @param now sessions that expire at this moment or earlier are removed
   * @param atMost how many to remove in this call
   * @return how many were removed. Fewer than {@code atMost} means that none is left, except those
   *     that another caller is removing now.
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit
   */
  int removeExpired(Instant now, int atMost);
}
