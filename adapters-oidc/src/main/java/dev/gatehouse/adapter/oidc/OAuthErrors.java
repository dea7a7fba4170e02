package dev.gatehouse.adapter.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.domain.user.StorageUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Tells a client of a failure as OAuth has it (RFC 6749, 5.2; RFC 6750, 3): the code alone. */
final class OAuthErrors {

  /** How long a client should stay away from a store that is gone, in seconds. */
  static final String RETRY_AFTER = "5";

  private OAuthErrors() {}

  static void write(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String code =
        failure instanceof OAuth2AuthenticationException oauth
            ? oauth.getError().getErrorCode()
            : OAuth2ErrorCodes.SERVER_ERROR;
    HttpStatus status = status(code, failure);
    response.setStatus(status.value());
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    if (AuthorizationServer.address(request).equals(AuthorizationServer.USER_INFO)) {
      // RFC 6750, 3.1: no error code for a request that shows no token.
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          UserInfo.showsToken(request) ? "Bearer error=\"" + code + "\"" : "Bearer");
    } else if (status == HttpStatus.UNAUTHORIZED
        && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"gatehouse\"");
    }
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    // The codes are words of the specifications: there is nothing to escape.
    response.getOutputStream().write(("{\"error\":\"" + code + "\"}").getBytes(UTF_8));
  }

  /** Whether the store could not be reached. */
  static boolean isOutage(AuthenticationException failure) {
    return failure.getCause() instanceof StorageUnavailableException;
  }

  private static HttpStatus status(String code, AuthenticationException failure) {
    if (isOutage(failure)) {
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    return switch (code) {
      case OAuth2ErrorCodes.INVALID_CLIENT, OAuth2ErrorCodes.INVALID_TOKEN ->
          HttpStatus.UNAUTHORIZED;
      case OAuth2ErrorCodes.INSUFFICIENT_SCOPE -> HttpStatus.FORBIDDEN;
      default -> HttpStatus.BAD_REQUEST;
    };
  }
}
