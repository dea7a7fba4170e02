package dev.gatehouse.adapter.oidc.interaction;

import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.application.session.SessionInvalidException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Tells who sits in front of a browser, by its cookie. Thread-safe. */
public final class Visitors {

  private final CurrentUser currentUser;

  public Visitors(CurrentUser currentUser) {
    this.currentUser = currentUser;
  }

  /**
   * The session of the browser. A request with an access token has none here: a token of a few
   * minutes must not become one of a month.
   */
  public Optional<ActiveSession> session(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(currentUser.require());
    } catch (SessionInvalidException signedOut) {
      return Optional.empty();
    }
  }
}
