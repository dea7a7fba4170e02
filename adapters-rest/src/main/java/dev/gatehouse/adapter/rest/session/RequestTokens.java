package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.token.AccessTokens;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * Finds the token that a request shows. A bearer token wins over a cookie, and a bad one is not
 * made up for by a cookie; what is there twice is refused, because another program may read the
 * other.
 */
final class RequestTokens {

  /** The credential that a request presents. */
  sealed interface Shown permits Access, Cookie {}

  /** An access token that was found good. */
  record Access(UserId user, SessionId session) implements Shown {}

  /** The refresh token in a browser's cookie, not yet looked up. */
  record Cookie(RefreshToken token) implements Shown {}

  private static final String BEARER = "Bearer";

  private final AccessTokens accessTokens;
  private final SessionCookies cookies;
  private final CrossSite crossSite;
  private final Sessions sessions;

  /**
   * @param sessions are told of refusals that may be attacks
   */
  RequestTokens(
      AccessTokens accessTokens, SessionCookies cookies, CrossSite crossSite, Sessions sessions) {
    this.accessTokens = accessTokens;
    this.cookies = cookies;
    this.crossSite = crossSite;
    this.sessions = sessions;
  }

  /**
   * The token of a request that only reads.
   *
   * @throws SessionInvalidException if there is none, or if it cannot be good
   */
  Shown forReading(HttpServletRequest request) {
    Optional<Shown> access = bearer(request);
    return access.isPresent()
        ? access.get()
        : new Cookie(cookies.read(request).orElseThrow(SessionInvalidException::new));
  }

  /**
   * The token of a request that changes something: a cookie counts only from our own pages.
   *
   * @throws SessionInvalidException if there is none, or if it cannot be good
   */
  Shown forWriting(HttpServletRequest request) {
    Optional<Shown> access = bearer(request);
    return access.isPresent() ? access.get() : new Cookie(cookieForWriting(request));
  }

  /**
   * The token in the cookie of a request that changes something.
   *
   * @throws SessionInvalidException if there is none, or if it cannot be good
   */
  RefreshToken cookieForWriting(HttpServletRequest request) {
    if (crossSite.sent(request)) {
      sessions.refuse(SessionRefusal.CROSS_SITE_WRITE);
      throw new SessionInvalidException();
    }
    return cookies.read(request).orElseThrow(SessionInvalidException::new);
  }

  /** Empty if there is no bearer token; another scheme is for a proxy before us. */
  private Optional<Shown> bearer(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (headers.size() > 1) {
      throw new SessionInvalidException();
    }
    if (headers.isEmpty() || !isBearer(headers.getFirst())) {
      return Optional.empty();
    }
    String token = headers.getFirst().substring(BEARER.length()).strip();
    AccessTokens.Claims claims = accessTokens.verify(token).orElseThrow(() -> invalid(token));
    return Optional.of(new Access(claims.user(), claims.session()));
  }

  private SessionInvalidException invalid(String token) {
    if (!accessTokens.isSignedByUs(token)) {
      sessions.refuse(SessionRefusal.TOKEN_FORGED);
    }
    return new SessionInvalidException();
  }

  private static boolean isBearer(String header) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && (header.length() == BEARER.length() || header.charAt(BEARER.length()) == ' ');
  }
}
