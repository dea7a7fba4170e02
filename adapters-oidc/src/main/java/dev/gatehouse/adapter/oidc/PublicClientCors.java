package dev.gatehouse.adapter.oidc;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the pages of public clients read what clients ask for, and nothing else (SEC-75). Never with
 * cookies: {@code Access-Control-Allow-Credentials} is not sent.
 */
final class PublicClientCors extends OncePerRequestFilter {

  private static final Set<String> PATHS =
      Set.of(
          AuthorizationServer.TOKEN,
          AuthorizationServer.REVOKE,
          AuthorizationServer.USER_INFO,
          AuthorizationServer.DISCOVERY,
          AuthorizationServer.METADATA,
          AuthorizationServer.JWKS);

  private final Set<String> origins;

  /**
   * @param origins as browsers write them
   */
  PublicClientCors(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !PATHS.contains(AuthorizationServer.address(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !origins.contains(origin)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if (CorsUtils.isPreFlightRequest(request)) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600");
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return;
    }
    chain.doFilter(request, response);
  }
}
