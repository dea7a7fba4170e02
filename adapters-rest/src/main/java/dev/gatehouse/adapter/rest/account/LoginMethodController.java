package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.login.LoginRequest;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.application.account.AccountAttempt;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/me/login-methods} and {@code /v1/session/confirm}, for every installed method. */
@RestController
final class LoginMethodController {

  private static final String LOGIN_METHODS = "/v1/me/login-methods";

  private final LoginMethods loginMethods;
  private final CurrentUser currentUser;

  LoginMethodController(LoginMethods loginMethods, CurrentUser currentUser) {
    this.loginMethods = loginMethods;
    this.currentUser = currentUser;
  }

  /** How many sessions ended with a login method. */
  record UnlinkResponse(int sessionsEnded) {}

  @GetMapping(path = LOGIN_METHODS, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<LoginMethodResponse>> list() throws AccountException {
    return answer(
        loginMethods.of(currentUser.require()).stream().map(LoginMethodResponse::of).toList());
  }

  @PostMapping(
      path = LOGIN_METHODS,
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<LoginMethodResponse> link(HttpServletRequest request)
      throws LoginException, AccountException, HttpMediaTypeNotSupportedException {
    ActiveSession session = currentUser.require();
    return LoginMethodResponse.answer(
        loginMethods.link(session, credential(session, AccountAttempt.Kind.LINK, request)));
  }

  @DeleteMapping(path = LOGIN_METHODS + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<UnlinkResponse> unlink(@PathVariable String id) throws AccountException {
    ActiveSession session = currentUser.require();
    LoginMethodId method =
        LoginMethodId.parse(id).orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND));
    return answer(new UnlinkResponse(loginMethods.unlink(session, method)));
  }

  @PostMapping(path = "/v1/session/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> confirm(HttpServletRequest request)
      throws LoginException, AccountException, HttpMediaTypeNotSupportedException {
    ActiveSession session = currentUser.require();
    loginMethods.confirm(session, credential(session, AccountAttempt.Kind.CONFIRM, request));
    return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
  }

  private Credential credential(
      ActiveSession session, AccountAttempt.Kind kind, HttpServletRequest request)
      throws LoginException, HttpMediaTypeNotSupportedException {
    return LoginRequest.read(
        JsonBody.of(request), code -> loginMethods.requireMethod(session, kind, code));
  }

  private static <T> ResponseEntity<T> answer(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }
}
