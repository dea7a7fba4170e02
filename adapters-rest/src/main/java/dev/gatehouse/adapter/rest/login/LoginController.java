package dev.gatehouse.adapter.rest.login;

import dev.gatehouse.adapter.rest.browser.BrowserAttempts;
import dev.gatehouse.adapter.rest.browser.RegistrationTickets;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.adapter.rest.session.CrossSite;
import dev.gatehouse.adapter.rest.session.IssuedLogin;
import dev.gatehouse.adapter.rest.session.LoginResponse;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.LoginGuard;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/logins}: log in or register. */
@RestController
final class LoginController {

  private final LoginOrRegister logins;
  private final GuardedLogin guardedLogins;
  private final LoginOutcomes outcomes;
  private final BrowserAttempts attempts;
  private final RegistrationTickets registrations;
  private final LoginResponses responses;
  private final ReturnTargets returnTargets;
  private final CrossSite crossSite;

  LoginController(
      LoginOrRegister logins,
      GuardedLogin guardedLogins,
      LoginOutcomes outcomes,
      BrowserAttempts attempts,
      RegistrationTickets registrations,
      LoginResponses responses,
      ReturnTargets returnTargets,
      CrossSite crossSite) {
    this.returnTargets = returnTargets;
    this.crossSite = crossSite;
    this.registrations = registrations;
    this.logins = logins;
    this.guardedLogins = guardedLogins;
    this.outcomes = outcomes;
    this.attempts = attempts;
    this.responses = responses;
  }

  // The body is read here and not by a message converter, which would read one of any length.
  @PostMapping(
      path = "/v1/logins",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<LoginResponse> login(HttpServletRequest request, HttpServletResponse response)
      throws LoginException, HttpMediaTypeNotSupportedException {
    LoginRequest.Login login =
        LoginRequest.readLogin(JsonBody.of(request), outcomes::requireMethod);
    URI returnTo =
        returnTargets
            .accept(login.returnTo())
            .orElseGet(() -> URI.create(request.getContextPath() + "/"));
    try {
      IssuedLogin issued = responses.admit(login(login, request, response));
      return login.cookie()
          ? responses.answerWithCookie(issued, request)
          : responses.answer(issued);
    } catch (LoginException.PersonAsked asked) {
      registrations.issue(asked, login.verifierHash(), returnTo, request, response);
      throw asked;
    }
  }

  private LoginResult login(
      LoginRequest.Login login, HttpServletRequest request, HttpServletResponse response)
      throws LoginException {
    // Another site could sign a browser in as its own user.
    if (login.cookie() && crossSite.sent(request)) {
      return guardedLogins.login(login.credential(), login.mode(), LoginGuard.ANOTHER_SITE);
    }
    Optional<LoginResult> finished =
        attempts.complete(login.credential(), login.mode(), request, response);
    return finished.isPresent() ? finished.get() : logins.login(login.credential(), login.mode());
  }
}
