package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Attempts as requests bring them back: what a browser kept, and what it must keep no longer. */
public final class BrowserAttempts {

  private final BrowserLogin logins;
  private final AttemptCookies cookies;

  BrowserAttempts(BrowserLogin logins, AttemptCookies cookies) {
    this.logins = logins;
    this.cookies = cookies;
  }

  /**
   * The attempt of a state, in the browser that sends the request.
   *
   * @throws LoginException.StateMismatch if this browser keeps none, or one that is over
   */
  SavedLoginAttempt require(LoginMethod method, State state, HttpServletRequest request)
      throws LoginException {
    Optional<SavedLoginAttempt> kept = cookies.find(state, request);
    if (kept.isEmpty()) {
      throw mismatch(method, "this browser keeps no attempt of the state");
    }
    return kept.get();
  }

  /**
   * Refuses what comes back and belongs to no attempt, as {@link BrowserLogin#refuse} does.
   *
   * @return the ending, for the caller to throw
   */
  LoginException.StateMismatch mismatch(LoginMethod method, String why)
      throws LoginException.UnknownLoginMethod {
    return logins.refuse(method, why);
  }

  /**
   * Finishes the attempt of the state in a credential as {@link BrowserLogin#finish} does, and has
   * the browser forget it.
   *
   * @return empty if the browser that sends the request keeps no open attempt of that state for
   *     this method and channel
   */
  public Optional<LoginResult> finish(
      Credential credential, HttpServletRequest request, HttpServletResponse response)
      throws LoginException {
    Optional<State> state = credential.field(RedirectIdentityProvider.STATE).flatMap(State::parse);
    if (state.isEmpty()
        || !(cookies.find(state.get(), request).orElse(null)
            instanceof SavedLoginAttempt.Begun(LoginAttempt attempt))
        || !isFor(attempt, credential)) {
      return Optional.empty();
    }
    LoginResult result = finish(attempt, state.get(), credential, response);
    cookies.drop(attempt, response);
    return Optional.of(result);
  }

  private static boolean isFor(LoginAttempt attempt, Credential credential) {
    return credential.method().equals(attempt.method())
        && credential
            .field(RedirectIdentityProvider.CHANNEL)
            .filter(attempt.channel()::equals)
            .isPresent();
  }

  /**
   * Finishes an attempt as {@link BrowserLogin#finish} does. One that ended badly the browser
   * forgets; about one that ended well the caller decides.
   */
  LoginResult finish(
      LoginAttempt attempt, State state, Credential credential, HttpServletResponse response)
      throws LoginException {
    try {
      return logins.finish(attempt, state, credential);
    } catch (LoginException.StateMismatch | LoginException.InvalidCredential notFinished) {
      // Not forgotten: another request with the state may be finishing it at this moment.
      throw notFinished;
    } catch (LoginException ending) {
      cookies.drop(attempt, response);
      throw ending;
    }
  }

  /** Ends an attempt as {@link BrowserLogin#decline} does, and has the browser forget it. */
  LoginException.LoginDeclined decline(
      LoginAttempt attempt, State state, LoginMethod method, HttpServletResponse response)
      throws LoginException.StateMismatch {
    LoginException.LoginDeclined declined = logins.decline(attempt, state, method);
    cookies.drop(attempt, response);
    return declined;
  }
}
