package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.request.Query;
import dev.gatehouse.adapter.rest.session.IssuedLogin;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/logins/{method}/callback}: come back from the provider. Of what the browser brings
 * in the query only the code is used; all else is in the attempt (SEC-06).
 */
@RestController
final class CallbackController {

  private final BrowserAttempts attempts;
  private final AttemptCookies cookies;
  private final LoginResponses responses;

  CallbackController(BrowserAttempts attempts, AttemptCookies cookies, LoginResponses responses) {
    this.attempts = attempts;
    this.cookies = cookies;
    this.responses = responses;
  }

  @GetMapping("/v1/logins/{method}/callback")
  ResponseEntity<?> callback(
      @PathVariable String method, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, HttpRequestMethodNotSupportedException {
    Query query = Query.of(request);
    LoginMethod loginMethod =
        LoginMethod.parse(method).orElseThrow(LoginException.UnknownLoginMethod::new);
    Optional<String> code =
        query.optional(RedirectIdentityProvider.CODE).filter(text -> !text.isBlank());
    Optional<State> sent = query.optional(RedirectIdentityProvider.STATE).flatMap(State::parse);
    if (sent.isEmpty()) {
      throw attempts.mismatch(loginMethod, "no state came back");
    }
    State state = sent.get();
    SavedLoginAttempt kept = attempts.require(loginMethod, state, request);
    LoginAttempt attempt = kept.attempt();
    BrowserProblemHandler.offerToStartAgain(attempt, request);
    Problems.remember(attempt.method(), request);
    if (kept instanceof SavedLoginAttempt.Finished finished) {
      return again(finished, loginMethod, request);
    }
    if (code.isEmpty()) {
      throw attempts.decline(attempt, state, loginMethod, response);
    }
    Credential credential =
        new Credential(
            loginMethod,
            Map.of(
                RedirectIdentityProvider.CHANNEL, attempt.channel(),
                RedirectIdentityProvider.CODE, code.get()));
    IssuedLogin admission = responses.admit(attempts.finish(attempt, state, credential, response));
    if (ResponseFormat.wantedBy(request) == ResponseFormat.JSON) {
      cookies.drop(attempt, response);
      return responses.answer(admission);
    }
    return enter(attempt, admission, request, response);
  }

  /** Where sessions are off, all that the target learns is that somebody came back. */
  private ResponseEntity<Void> enter(
      LoginAttempt attempt,
      IssuedLogin admission,
      HttpServletRequest request,
      HttpServletResponse response) {
    IssuedSession session = admission.session();
    if (session == null) {
      cookies.drop(attempt, response);
    } else {
      cookies.finish(attempt, session.session().id(), response);
    }
    responses
        .cookie(admission, request)
        .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    return seeOther(attempt.returnTo());
  }

  /** Back, reload, or a callback that was sent twice, in the browser that got in the first time. */
  private ResponseEntity<Void> again(
      SavedLoginAttempt.Finished finished, LoginMethod method, HttpServletRequest request)
      throws LoginException {
    if (!finished.attempt().method().equals(method)
        || !responses.isHeld(finished.session(), request)) {
      throw attempts.mismatch(method, "the attempt was used before");
    }
    return seeOther(finished.attempt().returnTo());
  }

  /** 303 and never 307: what a browser sent here is not sent on (SEC-08). */
  private static ResponseEntity<Void> seeOther(URI target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .cacheControl(CacheControl.noStore())
        .location(target)
        .build();
  }
}
