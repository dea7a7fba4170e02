package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.adapter.rest.session.SessionCookies;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells who is signed in by the cookie of the session, which this leaves as it is. */
final class SessionVisitors implements SignInPageController.Visitors {

  private final SessionCookies cookies;
  private final Sessions sessions;

  SessionVisitors(SessionCookies cookies, Sessions sessions) {
    this.cookies = cookies;
    this.sessions = sessions;
  }

  /** A visitor whose session has ended is one who is not signed in. */
  @Override
  public Optional<ActiveSession> signedIn(HttpServletRequest request) {
    return token(request).flatMap(sessions::current);
  }

  private Optional<RefreshToken> token(HttpServletRequest request) {
    try {
      return cookies.read(request);
    } catch (SessionInvalidException unusable) {
      return Optional.empty();
    }
  }
}
