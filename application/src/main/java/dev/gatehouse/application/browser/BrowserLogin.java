package dev.gatehouse.application.browser;

import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.util.Locale;

/**
 * Logs somebody in whose login begins in a browser. The caller keeps the attempt until the browser
 * comes back, with that browser alone, and where nobody can read or change it.
 *
 * <p>Thread-safe; keeps no attempt itself.
 */
public interface BrowserLogin {

  /**
   * Begins an attempt. Asks nothing of the provider.
   *
   * @param returnTo an address that {@link ReturnTargets} accepted
   * @param callback the address of ours to which the provider sends the browser back
   * @param language in which the provider's page should speak
   * @return the attempt to keep, and where to send the browser
   * @throws LoginException.UnknownLoginMethod if no provider is installed for the method
   * @throws LoginException.UnknownChannel if no login through this channel begins in a browser
   */
  StartedLogin begin(
      LoginMethod method, String channel, URI returnTo, URI callback, Locale language)
      throws LoginException;

  /**
   * Finishes an attempt: logs in the person whom the credential proves. This works once for each
   * state; every later call for the same state is a mismatch, however the first one ended.
   *
   * @param attempt what was kept with the browser that comes back
   * @param state what came back with that browser
   * @return the user, and whether this login registered the user
   * @throws LoginException.StateMismatch if the state does not belong to the attempt, if the
   *     attempt is too old or was used before, or if the credential is for another method or
   *     channel. Nothing was then asked of the provider.
   * @throws LoginException if the login ended without a user; nothing was then written about a user
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     nothing is then half-written
   */
  LoginResult finish(LoginAttempt attempt, State state, Credential credential)
      throws LoginException;

  /**
   * Refuses a browser that comes back but keeps no attempt.
   *
   * @param method the one that the browser says it comes back from
   * @param why for people who read logs; contains no state and no cookie
   * @return the ending, for the caller to throw
   * @throws LoginException.UnknownLoginMethod if no provider is installed for the method
   */
  LoginException.StateMismatch refuse(LoginMethod method, String why)
      throws LoginException.UnknownLoginMethod;

  /**
   * Ends the attempt of a person who comes back without a code. The attempt is then used, as if it
   * had been finished.
   *
   * @param attempt what was kept with the browser that comes back
   * @param state what came back with that browser
   * @param method the one that the browser says it comes back from
   * @return the ending, for the caller to throw
   * @throws LoginException.StateMismatch if the state or the method does not belong to the attempt,
   *     or if the attempt is too old or was used before
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     whether the attempt is used is then open
   */
  LoginException.LoginDeclined decline(LoginAttempt attempt, State state, LoginMethod method)
      throws LoginException.StateMismatch;
}
