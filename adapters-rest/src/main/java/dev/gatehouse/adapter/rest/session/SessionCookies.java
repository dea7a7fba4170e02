package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SessionInvalidException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/**
 * The cookie in which a browser keeps the refresh token of its session: out of reach of scripts,
 * not sent by other sites' writes, and with https bound to this host alone.
 */
public final class SessionCookies {

  private static final String NAME = "gatehouse_session";

  private final String name;
  private final PublicUrl publicUrl;
  private final Clock clock;

  SessionCookies(PublicUrl publicUrl, Clock clock) {
    this.publicUrl = publicUrl;
    this.name = publicUrl.cookieName(NAME);
    this.clock = clock;
  }

  /** The cookie of a session; it goes when the session does. */
  ResponseCookie of(IssuedSession opened) {
    Duration left = Duration.between(clock.instant(), opened.session().expiresAt());
    // Max-Age counts whole seconds: the moment that the login took must not cost one.
    return cookie(opened.refreshToken().value(), left.plusMillis(999));
  }

  /** What takes the cookie away. */
  ResponseCookie none() {
    return cookie("", Duration.ZERO);
  }

  /**
   * The token in a request's cookie.
   *
   * @return empty if there is no such cookie
   * @throws SessionInvalidException if there is more than one, or what it holds is no token
   */
  public Optional<RefreshToken> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    List<Cookie> ours =
        Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(name)).toList();
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    if (ours.size() > 1) {
      throw new SessionInvalidException();
    }
    return Optional.of(
        RefreshToken.parse(ours.getFirst().getValue()).orElseThrow(SessionInvalidException::new));
  }

  private ResponseCookie cookie(String value, Duration maxAge) {
    return publicUrl.cookie(name, value, maxAge);
  }
}
