package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.request.Query;
import dev.gatehouse.adapter.rest.session.Admission;
import dev.gatehouse.adapter.rest.session.Admissions;
import dev.gatehouse.application.attempt.LoginAttempt;
import dev.gatehouse.application.session.OpenedSession;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginMethod;
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
  private final Admissions admissions;

  CallbackController(BrowserAttempts attempts, AttemptCookies cookies, Admissions admissions) {
    this.attempts = attempts;
    this.cookies = cookies;
    this.admissions = admissions;
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
    KeptAttempt kept = attempts.require(loginMethod, state, request);
    LoginAttempt attempt = kept.attempt();
    BrowserProblemHandler.offerToStartAgain(attempt, request);
    Problems.remember(attempt.method(), request);
    if (kept instanceof KeptAttempt.Finished finished) {
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
    Admission admission = admissions.admit(attempts.finish(attempt, state, credential, response));
    if (AnswerForm.wantedBy(request) == AnswerForm.JSON) {
      cookies.drop(attempt, response);
      return admissions.answer(admission);
    }
    return enter(attempt, admission, response);
  }

  /** Where sessions are off, all that the target learns is that somebody came back. */
  private ResponseEntity<Void> enter(
      LoginAttempt attempt, Admission admission, HttpServletResponse response) {
    OpenedSession session = admission.session();
    if (session == null) {
      cookies.drop(attempt, response);
    } else {
      cookies.finish(attempt, session.session().id(), response);
    }
    admissions
        .cookie(admission)
        .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    return seeOther(attempt.returnTo());
  }

  /** Back, reload, or a callback that was sent twice, in the browser that got in the first time. */
  private ResponseEntity<Void> again(
      KeptAttempt.Finished finished, LoginMethod method, HttpServletRequest request)
      throws LoginException {
    if (!finished.attempt().method().equals(method)
        || !admissions.isHeld(finished.session(), request)) {
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
