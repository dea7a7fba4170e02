package dev.gatehouse.application.account;

import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.ticket.LinkTicket;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.ProofPurpose;
import org.jspecify.annotations.Nullable;

/**
 * Proofs of signed-in users that begin in a browser and come back to it. The caller keeps attempt
 * and purpose with that browser alone, sealed. Thread-safe.
 */
public interface BrowserProofs {

  /**
   * Checks that a proof may begin.
   *
   * @return the purpose to keep beside the attempt
   * @throws AccountException.ConfirmationRequired if it is for a link and the session is not fresh
   */
  ProofPurpose begin(ActiveSession session, ProofPurpose.Kind kind) throws AccountException;

  /**
   * Proves what came back for a link. Nothing is linked yet: an attacker may have begun the attempt
   * with the own account in mind, so the person must see to which account it goes.
   *
   * @param session of the browser that comes back; null if it has none
   * @return the ticket with which the person confirms
   * @throws LoginException.StateMismatch if the attempt was begun in another session, or is not for
   *     a link; nothing was asked of the provider
   * @throws AccountException.ConfirmationRequired if the session is not fresh any more; nothing was
   *     asked of the provider
   */
  LinkTicket prove(
      @Nullable ActiveSession session,
      ProofPurpose purpose,
      LoginAttempt attempt,
      Callback callback)
      throws LoginException, AccountException;

  /**
   * Links what was proven, once the person has confirmed it.
   *
   * @throws LoginException.StateMismatch if the ticket is of another session, old or used
   */
  LinkResult link(ActiveSession session, LinkTicket ticket) throws LoginException, AccountException;

  /**
   * Confirms a session by what came back.
   *
   * @throws LoginException as {@link #prove}, or if the identity does not lead to the user
   * @throws AccountException.ConfirmationRequired if the person did nothing for this proof
   */
  void confirm(
      @Nullable ActiveSession session,
      ProofPurpose purpose,
      LoginAttempt attempt,
      Callback callback)
      throws LoginException, AccountException.ConfirmationRequired;
}
