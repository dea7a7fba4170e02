package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.attempt.BrowserLogin;
import dev.gatehouse.application.attempt.LoginAttempt;
import dev.gatehouse.application.audit.LoginAudit;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Attempts as requests bring them back: what a browser kept, and what it must keep no longer. */
final class BrowserAttempts {

  private final BrowserLogin logins;
  private final AttemptCookies cookies;
  private final LoginAudit audit;

  BrowserAttempts(BrowserLogin logins, AttemptCookies cookies, LoginAudit audit) {
    this.logins = logins;
    this.cookies = cookies;
    this.audit = audit;
  }

  /**
   * The attempt of a state, in the browser that sends the request.
   *
   * @throws LoginException.StateMismatch if this browser keeps none, or one that is over
   */
  KeptAttempt require(LoginMethod method, State state, HttpServletRequest request)
      throws LoginException {
    Optional<KeptAttempt> kept = cookies.find(state, request);
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

  /** Whether the login of a credential begins in a browser and is finished here alone. */
  boolean isNeededFor(Credential credential) throws LoginException.UnknownLoginMethod {
    return logins.isFor(credential);
  }

  /**
   * Finishes the attempt of the state in a credential as {@link BrowserLogin#finish} does, and has
   * the browser forget it.
   *
   * @throws LoginException.InvalidCredential if there is no state in it
   */
  LoginResult finish(
      Credential credential, HttpServletRequest request, HttpServletResponse response)
      throws LoginException {
    LoginMethod method = credential.method();
    Optional<State> state = State.parse(requireState(credential));
    if (state.isEmpty()) {
      throw mismatch(method, "no state of ours came back");
    }
    return finish(credential, state.get(), request, response);
  }

  private LoginResult finish(
      Credential credential, State state, HttpServletRequest request, HttpServletResponse response)
      throws LoginException {
    LoginMethod method = credential.method();
    return switch (require(method, state, request)) {
      case KeptAttempt.Begun(LoginAttempt attempt) -> {
        LoginResult result = finish(attempt, state, credential, response);
        cookies.drop(attempt, response);
        yield result;
      }
      case KeptAttempt.Finished finished -> throw mismatch(method, "the attempt was used before");
    };
  }

  private String requireState(Credential credential) throws LoginException.InvalidCredential {
    try {
      return credential.require(RedirectIdentityProvider.STATE);
    } catch (LoginException.InvalidCredential ending) {
      throw audit.refused(credential.method(), ending);
    }
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
