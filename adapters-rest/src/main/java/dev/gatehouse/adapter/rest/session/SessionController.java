package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.application.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be done with a session once a login has opened it. */
@RestController
final class SessionController {

  private final Sessions sessions;
  private final SessionResponses answers;
  private final SessionCookies cookies;
  private final RequestTokens tokens;
  private final RequestUser currentUser;

  SessionController(
      Sessions sessions,
      SessionResponses answers,
      SessionCookies cookies,
      RequestTokens tokens,
      RequestUser currentUser) {
    this.sessions = sessions;
    this.answers = answers;
    this.cookies = cookies;
    this.tokens = tokens;
    this.currentUser = currentUser;
  }

  @GetMapping(path = "/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<MeResponse> me() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(MeResponse.of(currentUser.require().account()));
  }

  // No "consumes": a browser refreshes by its cookie and sends no body at all.
  @PostMapping(path = "/v1/session/refresh", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<SessionResponse> refresh(InputStream body, HttpServletRequest request)
      throws HttpMediaTypeNotSupportedException {
    Optional<String> sent = refreshToken(body, request);
    if (sent.isPresent()) {
      IssuedSession renewed = renew(parse(sent.get()));
      return refreshed(answers.body(renewed), new HttpHeaders());
    }
    IssuedSession renewed = renew(tokens.cookieForWriting(request));
    return refreshed(answers.bodyWithoutRefreshToken(renewed), setting(answers.cookie(renewed)));
  }

  @DeleteMapping("/v1/session")
  ResponseEntity<Void> end(HttpServletRequest request) {
    return switch (tokens.forWriting(request)) {
      // Not looked up first: a session that is not live has nothing left to end.
      case RequestTokens.Access access -> ended(access.session(), new HttpHeaders());
      // Any token of the session may end it; an old one would end it anyway.
      case RequestTokens.Cookie cookie ->
          ended(cookie.token().sessionId(), setting(cookies.none()));
    };
  }

  @DeleteMapping("/v1/sessions")
  ResponseEntity<Void> endAll(HttpServletRequest request) {
    return switch (tokens.forWriting(request)) {
      case RequestTokens.Access access -> {
        sessions.endAll(currentUser.of(access).user().id());
        yield noContent(new HttpHeaders());
      }
      case RequestTokens.Cookie cookie -> {
        sessions
            .current(cookie.token())
            .map(active -> active.user().id())
            .ifPresent(sessions::endAll);
        yield noContent(setting(cookies.none()));
      }
    };
  }

  private static Optional<String> refreshToken(InputStream body, HttpServletRequest request)
      throws HttpMediaTypeNotSupportedException {
    byte[] bytes = JsonBody.bytes(body);
    if (bytes.length == 0 && request.getContentType() == null) {
      return Optional.empty();
    }
    JsonBody.requireContentType(request);
    return bytes.length == 0 ? Optional.empty() : JsonBody.readString("refreshToken", bytes);
  }

  private RefreshToken parse(String sent) {
    Optional<RefreshToken> token = RefreshToken.parse(sent);
    if (token.isEmpty()) {
      sessions.refuse(SessionRefusal.REFRESH_REJECTED);
      throw new SessionInvalidException();
    }
    return token.get();
  }

  private IssuedSession renew(RefreshToken token) {
    return sessions.renew(token).orElseThrow(SessionInvalidException::new);
  }

  private static ResponseEntity<SessionResponse> refreshed(
      SessionResponse session, HttpHeaders headers) {
    return ResponseEntity.ok().headers(headers).cacheControl(CacheControl.noStore()).body(session);
  }

  private ResponseEntity<Void> ended(SessionId session, HttpHeaders headers) {
    sessions.end(session, SessionEndReason.SIGNED_OUT);
    return noContent(headers);
  }

  private static ResponseEntity<Void> noContent(HttpHeaders headers) {
    return ResponseEntity.noContent().headers(headers).cacheControl(CacheControl.noStore()).build();
  }

  private static HttpHeaders setting(ResponseCookie cookie) {
    HttpHeaders headers = new HttpHeaders();
    headers.add(HttpHeaders.SET_COOKIE, cookie.toString());
    return headers;
  }
}
