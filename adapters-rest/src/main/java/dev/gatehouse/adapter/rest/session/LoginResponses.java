package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/** Lets in whom a login named: with a session, where sessions are on. Thread-safe. */
public final class LoginResponses {

  private final @Nullable SessionResponses sessions;

  /**
   * @param sessions null when sessions are off
   */
  LoginResponses(@Nullable SessionResponses sessions) {
    this.sessions = sessions;
  }

  /**
   * Opens a session of its own for each login (SEC-25).
   *
   * @throws RefusedException if the login method was unlinked in the meantime
   */
  public IssuedLogin admit(LoginResult result) {
    UserResponse user = UserResponse.of(result.user());
    IssuedSession session = sessions == null ? null : sessions.open(result);
    return switch (result) {
      case LoginResult.Registered _ -> new IssuedLogin(user, true, false, session);
      case LoginResult.Returned(_, _, boolean dormant) ->
          new IssuedLogin(user, false, dormant, session);
    };
  }

  /**
   * The answer to a client that reads JSON. Only here is an access token signed: it costs the most.
   */
  public ResponseEntity<LoginResponse> answer(IssuedLogin admission) {
    IssuedSession session = admission.session();
    return ResponseEntity.status(admission.registered() ? HttpStatus.CREATED : HttpStatus.OK)
        .cacheControl(CacheControl.noStore())
        .body(
            new LoginResponse(
                admission.user(),
                admission.registered(),
                admission.dormant(),
                sessions == null || session == null ? null : sessions.body(session)));
  }

  /**
   * The answer to a page of ours, whose browser keeps the session in a cookie: no refresh token is
   * in the body, where a script could read it.
   */
  public ResponseEntity<LoginResponse> answerWithCookie(
      IssuedLogin admission, HttpServletRequest request) {
    IssuedSession session = admission.session();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(admission.registered() ? HttpStatus.CREATED : HttpStatus.OK)
            .cacheControl(CacheControl.noStore());
    cookie(admission, request)
        .ifPresent(cookie -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
    return answer.body(
        new LoginResponse(
            admission.user(),
            admission.registered(),
            admission.dormant(),
            sessions == null || session == null
                ? null
                : sessions.bodyWithoutRefreshToken(session)));
  }

  /**
   * What a browser keeps of an admission: nothing when sessions are off. It takes the place of the
   * session that the browser held before, which ends.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached or
   *     will not commit
   */
  public Optional<ResponseCookie> cookie(IssuedLogin admission, HttpServletRequest request) {
    IssuedSession session = admission.session();
    if (sessions == null || session == null) {
      return Optional.empty();
    }
    sessions.replaceHeld(session, request);
    return Optional.of(sessions.cookie(session));
  }

  /** Whether the browser that sends a request holds this session, and it goes on. */
  public boolean isHeld(SessionId session, HttpServletRequest request) {
    return sessions != null && sessions.isHeld(session, request);
  }
}
