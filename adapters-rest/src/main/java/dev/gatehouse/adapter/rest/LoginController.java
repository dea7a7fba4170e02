package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/logins}: log in or register. */
@RestController
final class LoginController {

  private final LoginOrRegister logins;

  LoginController(LoginOrRegister logins) {
    this.logins = logins;
  }

  /** The answer to a login that succeeded. */
  record LoginAnswer(UserAnswer user, boolean registered) {}

  // The body is read here and not by a message converter, which would read one of any length.
  @PostMapping(
      path = "/v1/logins",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<LoginAnswer> login(InputStream body, HttpServletRequest request)
      throws LoginException {
    Credential credential = LoginRequest.read(body);
    Problems.remember(credential.method(), request);
    return switch (logins.login(credential)) {
      case LoginResult.Registered(var user) ->
          answer(HttpStatus.CREATED, new LoginAnswer(UserAnswer.of(user), true));
      case LoginResult.Returned(var user) ->
          answer(HttpStatus.OK, new LoginAnswer(UserAnswer.of(user), false));
    };
  }

  private static ResponseEntity<LoginAnswer> answer(HttpStatus status, LoginAnswer answer) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(answer);
  }
}
