package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.adapter.rest.token.AccessTokens;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** Opens sessions and puts them into the forms in which clients carry them. Thread-safe. */
final class SessionResponses {

  private final Sessions sessions;
  private final AccessTokens accessTokens;
  private final SessionCookies cookies;

  SessionResponses(Sessions sessions, AccessTokens accessTokens, SessionCookies cookies) {
    this.sessions = sessions;
    this.accessTokens = accessTokens;
    this.cookies = cookies;
  }

  /**
   * Opens a session for the user of a login.
   *
   * @throws RefusedException if the login method was unlinked in the meantime
   */
  IssuedSession open(LoginResult login) {
    return sessions
        .open(login.user().id(), login.identity())
        .orElseThrow(() -> new RefusedException(ProblemCode.CREDENTIAL_REJECTED));
  }

  /** The session for a body, with a fresh access token. */
  SessionResponse body(IssuedSession opened) {
    return body(opened, opened.refreshToken().value());
  }

  /** The session for the body that a browser gets beside its cookie (SEC-51). */
  SessionResponse bodyWithoutRefreshToken(IssuedSession opened) {
    return body(opened, null);
  }

  private SessionResponse body(IssuedSession opened, @Nullable String refreshToken) {
    AccessTokens.AccessToken access = accessTokens.sign(opened.session());
    return new SessionResponse(
        access.value(), "Bearer", access.expiresIn().toSeconds(), refreshToken);
  }

  /** Whether the browser that sends a request holds this session, and it goes on. */
  boolean isHeld(SessionId session, HttpServletRequest request) {
    return held(request)
        .flatMap(sessions::current)
        .filter(active -> active.session().id().equals(session))
        .isPresent();
  }

  /** Ends the session that a browser held before it got another one (SEC-52). */
  void replaceHeld(IssuedSession other, HttpServletRequest request) {
    held(request)
        .map(RefreshToken::sessionId)
        .filter(id -> !id.equals(other.session().id()))
        .ifPresent(id -> sessions.end(id, SessionEndReason.REPLACED));
  }

  private Optional<RefreshToken> held(HttpServletRequest request) {
    try {
      return cookies.read(request);
    } catch (SessionInvalidException none) {
      return Optional.empty();
    }
  }

  /** The session for a browser. */
  ResponseCookie cookie(IssuedSession opened) {
    return cookies.of(opened);
  }
}
