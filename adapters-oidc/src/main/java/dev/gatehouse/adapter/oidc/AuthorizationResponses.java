package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.InteractionRequired;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.util.UriUtils;

/**
 * Answers authorization requests: with a code or an error to the client, with a page of ours to the
 * person. The issuer in an answer to a client keeps answers of two providers apart (RFC 9207).
 */
final class AuthorizationResponses {

  private final String issuer;
  private final SignIn signIn;

  AuthorizationResponses(String issuer, SignIn signIn) {
    this.issuer = issuer;
    this.signIn = signIn;
  }

  void succeed(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
    OAuth2AuthorizationCodeRequestAuthenticationToken granted =
        (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
    answer(
        Objects.requireNonNull(granted.getRedirectUri()),
        "code",
        Objects.requireNonNull(granted.getAuthorizationCode()).getTokenValue(),
        granted.getState(),
        response);
  }

  void fail(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    switch (failure) {
      case InteractionRequired required ->
          seeOther(
              required.kind() == InteractionRequired.Kind.CONSENT
                  ? signIn.askConsent(request, response)
                  : signIn.begin(required, request, response),
              response);
      case OAuth2AuthorizationCodeRequestAuthenticationException refused ->
          refuse(refused, response);
      default -> problem(failure, response);
    }
  }

  private void refuse(
      OAuth2AuthorizationCodeRequestAuthenticationException refused, HttpServletResponse response)
      throws IOException {
    OAuth2AuthorizationCodeRequestAuthenticationToken request =
        refused.getAuthorizationCodeRequestAuthentication();
    // The framework leaves the address out unless it found that it is one of the client's.
    if (request == null || request.getRedirectUri() == null) {
      problem(refused, response);
    } else {
      answer(
          request.getRedirectUri(),
          "error",
          refused.getError().getErrorCode(),
          request.getState(),
          response);
    }
  }

  private static void problem(AuthenticationException failure, HttpServletResponse response)
      throws IOException {
    if (OAuthErrors.isOutage(failure)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, OAuthErrors.RETRY_AFTER);
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    } else {
      response.sendError(HttpStatus.BAD_REQUEST.value());
    }
  }

  private void answer(
      String redirectUri,
      String name,
      String value,
      @Nullable String state,
      HttpServletResponse response) {
    StringBuilder target = new StringBuilder(redirectUri);
    target.append(redirectUri.indexOf('?') < 0 ? '?' : '&').append(name).append('=');
    target.append(encode(value));
    if (state != null) {
      target.append("&state=").append(encode(state));
    }
    seeOther(target.append("&iss=").append(encode(issuer)).toString(), response);
  }

  /** 303 and never 307: what a browser sent here is not sent on (RFC 9700, 4.12). */
  static void seeOther(String target, HttpServletResponse response) {
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, target);
  }

  private static String encode(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
