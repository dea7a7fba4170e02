package dev.gatehouse.application.session;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.UserId;
import java.util.Optional;

/**
 * Opens sessions, renews them and ends them.
 *
 * <p>Thread-safe, on any number of replicas. An empty answer means that the token leads to no live
 * session. It does not say why: the token may be forged, expired, ended or used up.
 */
public interface Sessions {

  /**
   * Opens a new session for a user who has just proven who they are.
   *
   * @param by the identity that was proven
   * @return the session and its first refresh token; empty if the identity was unlinked from the
   *     user in the meantime
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; no client then holds a token of the session
   */
  Optional<IssuedSession> open(UserId user, ExternalIdentity by);

  /**
   * Trades a refresh token for its successor. Of any number of simultaneous calls with one token,
   * exactly one rotates, and all answer the same successor. A repeated call within {@link
   * Session#GRACE} answers it as well, because the first answer may have been lost.
   *
   * <p>A later use of a token that was already traded ends the session: two parties hold the token,
   * and one of them stole it (SEC-24). A call also ends the session if it is so slow that its
   * successor has been traded in the meantime.
   *
   * @return the session and the successor; empty if the token leads to no live session, or if the
   *     user is disabled or gone, which ends the session
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; the call can then be repeated with the same token
   */
  Optional<IssuedSession> renew(RefreshToken token);

  /**
   * The session of a refresh token that is shown but not traded, as a browser shows its cookie. A
   * token is good here if {@link #renew} would answer it. A token that was traded earlier ends the
   * session here, too. Counts as a use of the session.
   *
   * @return empty if the token leads to no live session, or if the user is disabled or gone
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit
   */
  Optional<ActiveSession> current(RefreshToken token);

  /**
   * The session that an access token names.
   *
   * @return empty if there is no live session of this id, or if the user is disabled or gone
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  Optional<ActiveSession> current(SessionId session);

  /**
   * Ends a session. Does nothing if there is none, so the call can be repeated.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; whether the session is ended is then open
   */
  void end(SessionId session, SessionEndReason why);

  /**
   * Ends all sessions of a user. Does nothing if there are none, so the call can be repeated.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; all of the sessions are then ended or none
   */
  void endAll(UserId user);

  /** Takes note of a request that was refused before it reached a session. */
  void refuse(SessionRefusal why);
}
