package dev.gatehouse.adapter.oidc;

import dev.gatehouse.domain.user.StorageUnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.filter.OncePerRequestFilter;

/** What comes before every endpoint: the bounds of a request, and the context of the framework. */
final class ProtocolFilter extends OncePerRequestFilter {

  private static final String CACHED = "max-age=300, public";
  private static final AnonymousAuthenticationToken ANONYMOUS =
      new AnonymousAuthenticationToken(
          "gatehouse", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

  private static final List<String> DISCOVERY =
      List.of(AuthorizationServer.DISCOVERY, AuthorizationServer.METADATA);

  /** What programs may send to the endpoints that they alone use; a preflight is no call. */
  private static final Map<String, List<String>> METHODS =
      Map.of(
          AuthorizationServer.TOKEN, List.of("POST", "OPTIONS"),
          AuthorizationServer.REVOKE, List.of("POST", "OPTIONS"),
          AuthorizationServer.USER_INFO, List.of("GET", "POST", "OPTIONS"));

  private final AuthorizationServerContext context;

  ProtocolFilter(String issuer) {
    this.context =
        new Context(
            issuer,
            AuthorizationServerSettings.builder()
                .issuer(issuer)
                .authorizationEndpoint(AuthorizationServer.AUTHORIZE)
                .tokenEndpoint(AuthorizationServer.TOKEN)
                .tokenRevocationEndpoint(AuthorizationServer.REVOKE)
                .jwkSetEndpoint(AuthorizationServer.JWKS)
                .oidcUserInfoEndpoint(AuthorizationServer.USER_INFO)
                .oidcLogoutEndpoint(AuthorizationServer.LOGOUT)
                .build());
  }

  private record Context(String issuer, AuthorizationServerSettings settings)
      implements AuthorizationServerContext {

    @Override
    public String getIssuer() {
      return issuer;
    }

    @Override
    public AuthorizationServerSettings getAuthorizationServerSettings() {
      return settings;
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = AuthorizationServer.address(request);
    List<String> methods = METHODS.getOrDefault(address, List.of());
    if (!methods.isEmpty() && !methods.contains(request.getMethod())) {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
      response.sendError(HttpStatus.METHOD_NOT_ALLOWED.value());
      return;
    }
    FormRequest read;
    try {
      read = FormRequest.of(request);
    } catch (IllegalStateException | IOException unreadable) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
      return;
    }
    if (address.equals(AuthorizationServer.AUTHORIZE) && !SavedRequests.fits(read)) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
      return;
    }
    if (DISCOVERY.contains(address)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, CACHED);
    }
    SecurityContext security = SecurityContextHolder.createEmptyContext();
    security.setAuthentication(ANONYMOUS);
    SecurityContextHolder.setContext(security);
    AuthorizationServerContextHolder.setContext(context);
    try {
      chain.doFilter(read, response);
    } catch (StorageUnavailableException outage) {
      response.setHeader(HttpHeaders.RETRY_AFTER, OAuthErrors.RETRY_AFTER);
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    } finally {
      AuthorizationServerContextHolder.resetContext();
      SecurityContextHolder.clearContext();
    }
  }
}
