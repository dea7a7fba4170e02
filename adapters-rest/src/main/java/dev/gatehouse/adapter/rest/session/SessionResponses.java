package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.token.AccessTokens;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
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
   * @throws LoginException.CredentialRejected if the login method was unlinked in the meantime
   */
  IssuedSession open(LoginResult login) throws LoginException.CredentialRejected {
    return sessions
        .open(login.user().id(), login.identity())
        .orElseThrow(
            () -> new LoginException.CredentialRejected("the login method was unlinked meanwhile"));
  }

  /** The session for a body, with a fresh access token. */
  SessionResponse body(IssuedSession opened) {
    AccessTokens.AccessToken access = accessTokens.sign(opened.session());
    return new SessionResponse(
        access.value(), "Bearer", access.expiresIn().toSeconds(), opened.refreshToken().value());
  }

  /** Whether the browser that sends a request holds this session, and it goes on. */
  boolean isHeld(SessionId session, HttpServletRequest request) {
    try {
      return cookies
          .read(request)
          .flatMap(sessions::current)
          .filter(held -> held.id().equals(session))
          .isPresent();
    } catch (SessionInvalidException none) {
      return false;
    }
  }

  /** The session for a browser. */
  ResponseCookie cookie(IssuedSession opened) {
    return cookies.of(opened);
  }
}
