package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.Visitors;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.web.util.UriUtils;

/**
 * Ends what a client asks to end (OpenID Connect RP-Initiated Logout 1.0): the session of the user
 * that the ID token came from, with all tokens that clients got through it, and the one that the
 * browser has now if it is the same user's.
 */
final class Logouts {

  private final Sessions sessions;
  private final Visitors visitors;

  Logouts(Sessions sessions, Visitors visitors) {
    this.sessions = sessions;
    this.visitors = visitors;
  }

  void succeed(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
    OidcLogoutAuthenticationToken logout = (OidcLogoutAuthenticationToken) authentication;
    OidcIdToken idToken = Objects.requireNonNull(logout.getIdToken());
    Optional.ofNullable(idToken.getClaimAsString("sid"))
        .flatMap(SessionId::parse)
        .ifPresent(session -> sessions.end(session, SessionEndReason.SIGNED_OUT));
    visitors
        .session(request)
        .filter(active -> isOf(idToken.getSubject(), active))
        .ifPresent(active -> sessions.end(active.session().id(), SessionEndReason.SIGNED_OUT));
    AuthorizationResponses.seeOther(target(logout, request), response);
  }

  private static boolean isOf(@Nullable String subject, ActiveSession active) {
    return Long.toString(active.user().id().value()).equals(subject);
  }

  private static String target(OidcLogoutAuthenticationToken logout, HttpServletRequest request) {
    @Nullable String uri = logout.getPostLogoutRedirectUri();
    if (uri == null || uri.isBlank()) {
      return request.getContextPath() + "/";
    }
    String state = logout.getState();
    return state == null || state.isBlank()
        ? uri
        : uri
            + (uri.indexOf('?') < 0 ? "?" : "&")
            + "state="
            + UriUtils.encode(state, StandardCharsets.UTF_8);
  }
}
