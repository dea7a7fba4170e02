package dev.gatehouse.application.account;

import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.ticket.ClosureTicket;
import dev.gatehouse.domain.login.LoginException;
import java.time.Instant;

/**
 * Closes accounts of users who ask for it. Until the grace time is over, a login is answered with a
 * ticket that cancels the closure. Afterwards the login methods are free and the profile is gone;
 * the user id is never used again. Thread-safe.
 */
public interface AccountClosure {

  /**
   * Schedules the closure of the account and ends all sessions of its user. A repeated call gets
   * the same answer.
   *
   * @return when the account is closed
   * @throws AccountException.ConfirmationRequired if the session is not fresh
   * @throws AccountException.NotOffered if the installation has no {@link AccountStore}
   */
  Instant close(ActiveSession session) throws AccountException;

  /**
   * Cancels a closure.
   *
   * @return the user, logged in by the identity of the ticket
   * @throws LoginException.CredentialRejected if the ticket has expired or was used, or if the
   *     account is not closing, or closed already
   * @throws LoginException if the user may not log in
   */
  LoginResult cancel(ClosureTicket ticket) throws LoginException;
}
