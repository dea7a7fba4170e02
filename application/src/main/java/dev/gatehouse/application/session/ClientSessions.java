package dev.gatehouse.application.session;

import java.time.Duration;
import java.util.Optional;

/**
 * Sessions of client programs. Each hangs on a session of the user and ends with it; apart from
 * that it is renewed and ended like any other. {@link Sessions} ends it, too, but otherwise knows
 * none of them.
 *
 * <p>Thread-safe, on any number of replicas.
 */
public interface ClientSessions {

  /**
   * Opens a session for a client. Of any number of calls with one token, at most one succeeds as
   * long as the session that it opened is there.
   *
   * @param first the token that shall carry the session, from {@link RefreshToken#random}
   * @param parent a live session of the user
   * @param lifetime of the new session; it does not outlive its parent
   * @return empty if the token carries a session already or the parent has ended
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit
   */
  Optional<IssuedSession> open(
      RefreshToken first, ActiveSession parent, ClientGrant grant, Duration lifetime);

  /**
   * Trades a refresh token for its successor, as {@link Sessions#renew} does. This is a use of the
   * parent, too.
   *
   * @param client the client that shows the token
   * @return empty if the token leads to no live session of this client, or the parent has ended
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit; the call can then be repeated with the same token
   */
  Optional<IssuedSession> renew(RefreshToken token, String client);

  /**
   * The session of a refresh token that is shown but not traded. A token that was traded earlier
   * ends the session here, too.
   *
   * @return empty if the token leads to no live session of a client, or the parent has ended
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit
   */
  Optional<ActiveSession> currentOfClient(RefreshToken token);

  /**
   * The session of a client that has this id.
   *
   * @return empty if there is no live session of a client, or the parent has ended
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  Optional<ActiveSession> currentOfClient(SessionId session);
}
