package dev.gatehouse.application.browser;

import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs in through a browser. The caller keeps the attempt until the browser comes back, with that
 * browser alone, sealed against reading and changing.
 *
 * <p>Thread-safe; keeps no attempt itself.
 */
public interface BrowserLogin {

  /**
   * A request to begin an attempt.
   *
   * @param returnTo an address that {@link ReturnTargets} accepted
   * @param callback the address of ours to which the provider sends the browser back
   * @param language in which the provider's page should speak
   * @param consent whether that page has to ask the person
   */
  record Start(
      LoginMethod method,
      String channel,
      URI returnTo,
      URI callback,
      Locale language,
      Consent consent) {}

  /**
   * Begins an attempt. Asks nothing of the provider.
   *
   * @return the attempt to keep, and where to send the browser
   * @throws LoginException.UnknownLoginMethod if no provider is installed for the method
   * @throws LoginException.UnknownChannel if no login through this channel begins in a browser
   */
  StartedLogin begin(Start start) throws LoginException;

  /**
   * Begins an attempt in place of one that ended in {@link LoginException.ConsentRequired}. It has
   * a state of its own, and the provider's page asks the person.
   *
   * @param silent the attempt that ended
   * @return empty if the provider's page had asked already. So a browser is sent there twice at
   *     most.
   */
  default Optional<StartedLogin> beginAgain(LoginAttempt silent, URI callback, Locale language)
      throws LoginException {
    return silent.consent() == Consent.REQUIRED
        ? Optional.empty()
        : Optional.of(
            begin(
                new Start(
                    silent.method(),
                    silent.channel(),
                    silent.returnTo(),
                    callback,
                    language,
                    Consent.REQUIRED)));
  }

  /** Completes an attempt; a new person is registered if the installation does so. */
  default LoginResult complete(@Nullable LoginAttempt attempt, Callback callback)
      throws LoginException {
    return complete(attempt, callback, RegistrationMode.AUTOMATIC);
  }

  /**
   * Completes an attempt: logs in the person whom the code proves. This works once for each state;
   * every later call for the same state is a mismatch, however the first one ended.
   *
   * @param attempt what was kept with the browser that comes back; null if nothing was kept
   * @param callback what came back with that browser
   * @param mode what the client wants for a new person; the stricter of this and the installation's
   *     mode counts
   * @return the user, and whether this login registered the user
   * @throws LoginException.UnknownLoginMethod if no provider is installed for the method
   * @throws LoginException.StateMismatch if the state or the method does not belong to the attempt,
   *     or if the attempt is too old or was used before. Nothing was then asked of the provider.
   * @throws LoginException.LoginDeclined if the person came back without a code
   * @throws LoginException.ConsentRequired if {@link #beginAgain} can help
   * @throws LoginException if the login ended without a user; nothing was then written about a user
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     nothing is then half-written
   */
  LoginResult complete(@Nullable LoginAttempt attempt, Callback callback, RegistrationMode mode)
      throws LoginException;
}
