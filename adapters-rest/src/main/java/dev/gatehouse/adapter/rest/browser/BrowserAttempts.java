package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attempts that browsers keep in cookies and bring back. */
public final class BrowserAttempts {

  private final BrowserLogin logins;
  private final Starts starts;
  private final AttemptCookies cookies;

  BrowserAttempts(BrowserLogin logins, Starts starts, AttemptCookies cookies) {
    this.logins = logins;
    this.starts = starts;
    this.cookies = cookies;
  }

  /** The attempt of a state, if the browser that sends the request keeps one that is not over. */
  Optional<SavedLoginAttempt> find(@Nullable State state, HttpServletRequest request) {
    return Optional.ofNullable(state).flatMap(sent -> cookies.find(sent, request));
  }

  /**
   * Completes the attempt of the state in a credential as {@link BrowserLogin#complete} does, and
   * makes the browser forget it. If the person has to consent first, another attempt is begun.
   *
   * @param mode what the client wants for a new person
   * @return empty if the credential has no code, or if the browser that sends the request keeps no
   *     open attempt of that state for this method and channel
   */
  public Optional<LoginResult> complete(
      Credential credential,
      RegistrationMode mode,
      HttpServletRequest request,
      HttpServletResponse response)
      throws LoginException {
    Optional<State> state = credential.field(RedirectIdentityProvider.STATE).flatMap(State::parse);
    Optional<String> code =
        credential.field(RedirectIdentityProvider.CODE).filter(text -> !text.isBlank());
    if (state.isEmpty()
        || code.isEmpty()
        || !(cookies.find(state.get(), request).orElse(null)
            instanceof SavedLoginAttempt.Begun(LoginAttempt attempt))
        || !isFor(attempt, credential)) {
      return Optional.empty();
    }
    LoginResult result =
        complete(
            attempt,
            new Callback(credential.method(), state.get(), code.get()),
            mode,
            request,
            response);
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
   * Completes an attempt as {@link BrowserLogin#complete} does. The browser forgets an attempt that
   * failed; the caller decides about one that succeeded. If the person has to consent first,
   * another attempt is begun as {@link #beginAgain} does.
   */
  LoginResult complete(
      @Nullable LoginAttempt attempt,
      Callback callback,
      RegistrationMode mode,
      HttpServletRequest request,
      HttpServletResponse response)
      throws LoginException {
    try {
      return logins.complete(attempt, callback, mode);
    } catch (LoginException.StateMismatch notUsed) {
      // Kept: another request with the state may be completing the attempt at this moment.
      throw notUsed;
    } catch (LoginException.ConsentRequired silent) {
      if (attempt != null) {
        beginAgain(attempt, request, response);
      }
      throw silent;
    } catch (LoginException ending) {
      if (attempt != null) {
        cookies.drop(attempt, response);
      }
      throw ending;
    }
  }

  /**
   * Begins an attempt in place of a silent one, unless that would be the second time. The page of
   * the provider is noted for the response.
   */
  void beginAgain(LoginAttempt silent, HttpServletRequest request, HttpServletResponse response)
      throws LoginException {
    Optional<StartedLogin> again = starts.beginAgain(silent, request);
    if (again.isEmpty()) {
      cookies.drop(silent, response);
      return;
    }
    cookies.begin(again.get().attempt(), request, response);
    cookies.noteSilent(silent, response);
    Problems.noteAuthorizationPage(again.get().authorizationPage(), request);
  }
}
