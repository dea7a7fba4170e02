package dev.gatehouse.application.attempt;

import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.util.Locale;

/**
 * Lets somebody in whose login begins in a browser. The caller keeps the attempt with that browser
 * alone, and where nobody can read or change it, until the browser comes back.
 *
 * <p>Thread-safe; keeps nothing itself.
 */
public interface BrowserLogin {

  /**
   * Begins an attempt. Asks nothing of the provider.
   *
   * @param returnTo one that {@link ReturnTargets} let through
   * @param callback our address to which the provider sends the browser
   * @throws LoginException.UnknownLoginMethod if no provider is installed for the method
   * @throws LoginException.UnknownChannel if no login through this channel begins in a browser
   */
  BegunAttempt begin(
      LoginMethod method, String channel, URI returnTo, URI callback, Locale language)
      throws LoginException;

  /**
   * Finishes an attempt: logs in whom the credential proves. Once this was tried for a state, with
   * whatever ending, every other try is a mismatch.
   *
   * @param attempt what was kept with the browser that comes back
   * @param state what came back with it
   * @throws LoginException.StateMismatch if the two do not belong together, the attempt is over or
   *     was used, or the credential is for another method or channel; nothing was asked of the
   *     provider
   * @throws LoginException if the login ended without a user; nothing was written
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     nothing is half-written
   */
  LoginResult finish(LoginAttempt attempt, State state, Credential credential)
      throws LoginException;

  /**
   * Refuses what comes back to a browser that keeps no attempt for it.
   *
   * @param method by which it says it comes back
   * @param why for people who read logs; no state, no cookie
   * @return the ending, for the caller to throw
   * @throws LoginException.UnknownLoginMethod if no provider is installed for the method
   */
  LoginException.StateMismatch refuse(LoginMethod method, String why)
      throws LoginException.UnknownLoginMethod;

  /**
   * Ends an attempt of somebody who comes back without a code.
   *
   * @param method the one that the browser says it comes back from
   * @return the ending; an attempt that was declined is used like any other
   * @throws LoginException.StateMismatch as {@link #finish} does
   * @throws dev.gatehouse.domain.user.StorageUnavailableException as {@link #finish} does
   */
  LoginException.LoginDeclined decline(LoginAttempt attempt, State state, LoginMethod method)
      throws LoginException.StateMismatch;
}
