package dev.gatehouse.application.session;

import dev.gatehouse.domain.user.UserRepository;
import java.util.Optional;

/**
 * Finds a session together with its user. A database that holds both needs one statement for it.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface SessionLookup {

  /**
   * Finds a session and its user, as {@link SessionStore#find} and {@link
   * UserRepository#findAccount} would.
   *
   * @return both, also if the session has expired or the user is disabled; empty if one of them is
   *     missing
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  Optional<ActiveSession> find(SessionId id);

  /** Asks two stores one after the other. */
  static SessionLookup of(SessionStore sessions, UserRepository users) {
    return id ->
        sessions
            .find(id)
            .flatMap(session ->
                users
                    .findAccount(session.user())
                    .map(account -> new ActiveSession(session, account)));
  }
}
