package dev.gatehouse.application.session;

import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.UserId;
import java.util.Optional;

/**
 * Opens sessions, carries them on and ends them.
 *
 * <p>Thread-safe, on any number of replicas. An empty answer means that the token leads to no
 * session that goes on: forged, expired, ended or used up, and which of them is nobody's business.
 * Every method throws {@link dev.gatehouse.domain.user.StorageUnavailableException} when the store
 * cannot be reached; then nothing is half-done, and a renewal can be asked for again.
 */
public interface Sessions {

  /** Opens a new session for somebody who has just proven who they are. */
  OpenedSession open(UserId user);

  /**
   * Trades a refresh token for its successor. Of any number of simultaneous calls with one token
   * exactly one rotates, and all answer the same successor; so does a repeat within {@link
   * Session#GRACE}, because the first answer may have been lost. Any later use of a token that was
   * traded already ends the session: two hold it, and one of them stole it (SEC-24). So does a call
   * that was slower than the trade of the successor it would have answered.
   *
   * @return empty, too, if the user is disabled or gone, which ends the session
   */
  Optional<OpenedSession> renew(RefreshToken token);

  /**
   * The session of a refresh token that is shown but not traded, as a browser shows its cookie. A
   * token that {@link #renew} would answer is good; one that was traded earlier ends the session
   * here, too. Says nothing about the user, who may be disabled or gone.
   */
  Optional<Session> current(RefreshToken token);

  /**
   * Who it is that a session belongs to, with the ways to log in.
   *
   * @return empty if the user is disabled or gone
   */
  Optional<Account> holder(UserId user);

  /** Ends a session; does nothing if there is none. */
  void end(SessionId session);

  /** Ends all sessions of a user. */
  void endAll(UserId user);
}
