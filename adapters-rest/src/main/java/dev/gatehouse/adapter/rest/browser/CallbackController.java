package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.adapter.rest.request.Query;
import dev.gatehouse.adapter.rest.request.ResponseFormat;
import dev.gatehouse.adapter.rest.session.IssuedLogin;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code GET /v1/logins/{method}/callback}: the browser comes back from the provider. */
@RestController
final class CallbackController {

  private final LoginOutcomes outcomes;
  private final BrowserAttempts attempts;
  private final AttemptCookies cookies;
  private final RegistrationTickets registrations;
  private final LoginResponses responses;
  private final ObjectProvider<ProofCallbacks> proofs;

  CallbackController(
      LoginOutcomes outcomes,
      BrowserAttempts attempts,
      AttemptCookies cookies,
      RegistrationTickets registrations,
      LoginResponses responses,
      ObjectProvider<ProofCallbacks> proofs) {
    this.outcomes = outcomes;
    this.proofs = proofs;
    this.registrations = registrations;
    this.attempts = attempts;
    this.cookies = cookies;
    this.responses = responses;
  }

  @GetMapping("/v1/logins/{method}/callback")
  ResponseEntity<?> callback(
      @PathVariable String method, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, AccountException, HttpRequestMethodNotSupportedException {
    Query query = Query.of(request);
    LoginMethod loginMethod = outcomes.requireMethod(method);
    Callback callback =
        new Callback(
            loginMethod,
            query.optional(RedirectIdentityProvider.STATE).flatMap(State::parse).orElse(null),
            query
                .optional(RedirectIdentityProvider.CODE)
                .filter(text -> !text.isBlank())
                .orElse(null));
    ProofCallbacks proof = proofs.getIfAvailable();
    if (proof != null) {
      Optional<ResponseEntity<?>> answer = proof.answer(callback, request, response);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    Optional<SavedLoginAttempt> saved = attempts.find(callback.state(), request);
    saved.ifPresent(kept -> Problems.startAgainAt(startAgain(kept.attempt(), request), request));
    if (saved.orElse(null) instanceof SavedLoginAttempt.Finished finished
        && finished.attempt().method().equals(loginMethod)
        && responses.isHeld(finished.session(), request)) {
      // Back, reload, or a callback that was sent twice, in the browser that logged in.
      return seeOther(finished.attempt().returnTo());
    }
    if (saved.orElse(null) instanceof SavedLoginAttempt.Silent(LoginAttempt silent)
        && silent.method().equals(loginMethod)) {
      // A callback that was sent twice: the person is still to be asked.
      attempts.beginAgain(silent, request, response);
      return toProvider(request)
          .orElseThrow(() -> new RefusedException(ProblemCode.CONSENT_REQUIRED));
    }
    LoginResult result;
    try {
      result =
          attempts.complete(
              saved.map(SavedLoginAttempt::attempt).orElse(null),
              callback,
              RegistrationMode.AUTOMATIC,
              request,
              response);
    } catch (LoginException.ConsentRequired silent) {
      return toProvider(request).orElseThrow(() -> silent);
    } catch (LoginException.PersonAsked asked) {
      URI returnTo = saved.orElseThrow().attempt().returnTo();
      registrations.issue(asked, null, returnTo, request, response);
      if (ResponseFormat.wantedBy(request) == ResponseFormat.JSON) {
        throw asked;
      }
      return seeOther(registrations.page());
    }
    LoginAttempt attempt = saved.orElseThrow().attempt();
    IssuedLogin login = responses.admit(result);
    if (ResponseFormat.wantedBy(request) == ResponseFormat.JSON) {
      cookies.drop(attempt, response);
      return responses.answer(login);
    }
    return enter(attempt, login, request, response);
  }

  /** Sends a person to the provider's page; a script reads in the problem where that is. */
  private static Optional<ResponseEntity<Void>> toProvider(HttpServletRequest request) {
    return Problems.authorizationPage(request)
        .filter(_ -> ResponseFormat.wantedBy(request) != ResponseFormat.JSON)
        .map(CallbackController::seeOther);
  }

  /** Where the person can begin another attempt of the same kind. */
  private static URI startAgain(LoginAttempt attempt, HttpServletRequest request) {
    return UriComponentsBuilder.fromPath(request.getContextPath() + "/v1/logins/{method}/start")
        .queryParam(RedirectIdentityProvider.CHANNEL, "{channel}")
        .queryParam("returnTo", "{returnTo}")
        .encode()
        .buildAndExpand(attempt.method(), attempt.channel(), attempt.returnTo())
        .toUri();
  }

  /** Sends the browser on. Without sessions the target learns only that it came back. */
  private ResponseEntity<Void> enter(
      LoginAttempt attempt,
      IssuedLogin login,
      HttpServletRequest request,
      HttpServletResponse response) {
    IssuedSession session = login.session();
    if (session == null) {
      cookies.drop(attempt, response);
    } else {
      cookies.finish(attempt, session.session().id(), response);
    }
    responses
        .cookie(login, request)
        .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    return seeOther(attempt.returnTo());
  }

  /** 303 and never 307: what a browser sent here is not sent on (SEC-08). */
  private static ResponseEntity<Void> seeOther(URI target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .cacheControl(CacheControl.noStore())
        .location(target)
        .build();
  }
}
