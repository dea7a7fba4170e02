package dev.gatehouse.application.account;

import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.domain.login.LoginException;

/**
 * Continues logins of persons who were unknown, once they have decided. A ticket works once, and a
 * refusal with {@link AccountException.ConfirmationRequired}, {@link
 * LoginException.RegistrationClosed} or about the state of an account does not use it. Every ticket
 * that is not good gets the same answer, and nothing is written. Thread-safe.
 */
public interface PendingRegistrations {

  /**
   * Whether a ticket is not old and the verifier is its secret. It may have been used.
   *
   * @param verifier the secret to the hash in the ticket
   */
  boolean isGood(RegistrationTicket ticket, String verifier);

  /**
   * Registers the person, or logs in the user to whom the identity leads by now. The ticket of a
   * dormant identity takes it from its user: a new user is registered.
   *
   * @param verifier the secret to the hash in the ticket
   * @throws LoginException.CredentialRejected if the ticket is old or used, or the verifier is
   *     wrong
   * @throws LoginException if the person may not log in
   */
  LoginResult register(RegistrationTicket ticket, String verifier) throws LoginException;

  /** Whether the session of a user is fresh enough for {@link #link}. */
  boolean canLink(ActiveSession session);

  /**
   * Links the identity to the user of a session.
   *
   * @param verifier the secret to the hash in the ticket
   * @throws LoginException.CredentialRejected if the ticket is old or used, or the verifier is
   *     wrong
   * @throws AccountException.ConfirmationRequired if the session is not fresh
   * @throws AccountException if the identity leads to another user by now, or cannot be linked
   */
  LinkResult link(ActiveSession session, RegistrationTicket ticket, String verifier)
      throws LoginException, AccountException;
}
