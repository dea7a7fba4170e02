package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The user of the request that the framework has bound to the thread. Thread-safe. */
final class RequestUser implements CurrentUser {

  /** The methods of requests that change nothing (RFC 9110, 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private final RequestTokens tokens;
  private final Sessions sessions;

  RequestUser(RequestTokens tokens, Sessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  @Override
  public ActiveSession require() {
    if (RequestContextHolder.currentRequestAttributes()
        instanceof ServletRequestAttributes attributes) {
      return of(attributes.getRequest());
    }
    throw new IllegalStateException("this thread handles no HTTP request");
  }

  private ActiveSession of(HttpServletRequest request) {
    RequestTokens.Shown shown =
        SAFE.contains(request.getMethod())
            ? tokens.forReading(request)
            : tokens.forWriting(request);
    return switch (shown) {
      case RequestTokens.Access access -> of(access);
      case RequestTokens.Cookie cookie ->
          sessions.current(cookie.token()).orElseThrow(SessionInvalidException::new);
    };
  }

  /** The session that an access token names, if it is live (SEC-50). */
  ActiveSession of(RequestTokens.Access access) {
    return sessions
        .current(access.session())
        .filter(active -> active.user().id().equals(access.user()))
        .orElseThrow(SessionInvalidException::new);
  }
}
