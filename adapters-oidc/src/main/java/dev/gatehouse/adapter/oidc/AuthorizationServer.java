package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.Interactions;
import dev.gatehouse.domain.user.StorageUnavailableException;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcLogoutEndpointFilter;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcProviderConfigurationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.oidc.web.OidcUserInfoEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2AuthorizationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenRevocationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Puts the framework's endpoints together: which there are, and in which order they look. */
final class AuthorizationServer {

  static final String AUTHORIZE = "/oauth2/authorize";
  static final String TOKEN = "/oauth2/token";
  static final String REVOKE = "/oauth2/revoke";
  static final String USER_INFO = "/oauth2/userinfo";
  static final String LOGOUT = "/oauth2/logout";
  static final String CONTINUE = "/oauth2/continue";
  static final String CONSENT = "/oauth2/consent";
  static final String DISCOVERY = "/.well-known/openid-configuration";

  /** The address of the same metadata by RFC 8414. */
  static final String METADATA = "/.well-known/oauth-authorization-server";

  static final String JWKS = "/.well-known/jwks.json";

  private AuthorizationServer() {}

  /** What the endpoints work with. */
  record Parts(
      RegisteredClients clients,
      Grants grants,
      AuthorizationCodeGenerator codes,
      TokenGenerator tokens,
      Interactions interactions) {}

  /** The steps of a request, each of which may answer it. */
  record Steps(
      Filter protocol,
      Filter cors,
      Filter browser,
      AuthorizationResponses responses,
      UserInfo userInfo,
      Logouts logouts,
      Discovery discovery) {}

  static FilterChainProxy chain(Parts parts, Steps steps) {
    AuthenticationManager manager = manager(parts);
    PublicClients publicClients = new PublicClients(parts.clients());

    OidcProviderConfigurationEndpointFilter discovery =
        new OidcProviderConfigurationEndpointFilter();
    discovery.setProviderConfigurationCustomizer(steps.discovery());

    OAuth2AuthorizationEndpointFilter authorize =
        new OAuth2AuthorizationEndpointFilter(manager, AUTHORIZE);
    authorize.setAuthenticationConverter(
        required(new OAuth2AuthorizationCodeRequestAuthenticationConverter()));
    authorize.setAuthenticationSuccessHandler(steps.responses()::succeed);
    authorize.setAuthenticationFailureHandler(steps.responses()::fail);

    RequestMatcher byClients = request -> List.of(TOKEN, REVOKE).contains(address(request));
    OAuth2ClientAuthenticationFilter client =
        new OAuth2ClientAuthenticationFilter(manager, byClients);
    client.setAuthenticationConverter(
        new DelegatingAuthenticationConverter(
            List.of(
                new ClientSecretBasicAuthenticationConverter(),
                new ClientSecretPostAuthenticationConverter(),
                new PublicClientAuthenticationConverter(),
                publicClients)));
    client.setAuthenticationFailureHandler(OAuthErrors::write);

    OAuth2TokenEndpointFilter token = new OAuth2TokenEndpointFilter(manager, TOKEN);
    token.setAuthenticationConverter(
        new DelegatingAuthenticationConverter(
            List.of(
                new OAuth2AuthorizationCodeAuthenticationConverter(),
                new OAuth2RefreshTokenAuthenticationConverter())));
    token.setAuthenticationFailureHandler(OAuthErrors::write);

    OAuth2TokenRevocationEndpointFilter revoke =
        new OAuth2TokenRevocationEndpointFilter(manager, REVOKE);
    revoke.setAuthenticationFailureHandler(OAuthErrors::write);

    OidcUserInfoEndpointFilter userInfo = new OidcUserInfoEndpointFilter(manager, USER_INFO);
    userInfo.setAuthenticationConverter(steps.userInfo());
    userInfo.setAuthenticationFailureHandler(OAuthErrors::write);

    OidcLogoutEndpointFilter logout = new OidcLogoutEndpointFilter(manager, LOGOUT);
    logout.setAuthenticationSuccessHandler(steps.logouts()::succeed);
    logout.setAuthenticationFailureHandler(steps.responses()::fail);

    return new FilterChainProxy(
        new DefaultSecurityFilterChain(
            AnyRequestMatcher.INSTANCE,
            steps.protocol(),
            steps.cors(),
            metadata(discovery),
            steps.browser(),
            authorize,
            logout,
            client,
            token,
            revoke,
            userInfo));
  }

  /** The address of a request within this service, without the path of the public URL. */
  static String address(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /** The discovery document is the metadata of RFC 8414 too. */
  private static Filter metadata(Filter discovery) {
    return (request, response, chain) -> {
      HttpServletRequest http = (HttpServletRequest) request;
      discovery.doFilter(
          address(http).equals(METADATA) ? new DiscoveryRequest(http) : http, response, chain);
    };
  }

  private static final class DiscoveryRequest extends HttpServletRequestWrapper {

    DiscoveryRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return getContextPath() + DISCOVERY;
    }

    @Override
    public String getServletPath() {
      return DISCOVERY;
    }
  }

  private static AuthenticationManager manager(Parts parts) {
    ClientSecretAuthenticationProvider secrets =
        new ClientSecretAuthenticationProvider(parts.clients(), parts.grants());
    secrets.setPasswordEncoder(RegisteredClients.SHA_256);

    OAuth2AuthorizationCodeRequestAuthenticationProvider requests =
        new OAuth2AuthorizationCodeRequestAuthenticationProvider(
            parts.clients(), parts.grants(), new InMemoryOAuth2AuthorizationConsentService());
    requests.setAuthenticationValidator(
        new OAuth2AuthorizationCodeRequestAuthenticationValidator()
            .andThen(parts.interactions().parameters()));
    requests.setAuthorizationConsentRequired(parts.interactions().required());
    requests.setAuthorizationCodeGenerator(parts.codes());

    List<AuthenticationProvider> providers =
        List.of(
            new PublicClients(parts.clients()),
            secrets,
            new PublicClientAuthenticationProvider(parts.clients(), parts.grants()),
            requests,
            new OAuth2AuthorizationCodeAuthenticationProvider(parts.grants(), parts.tokens()),
            new OAuth2RefreshTokenAuthenticationProvider(parts.grants(), parts.tokens()),
            new OAuth2TokenRevocationAuthenticationProvider(parts.grants()),
            new OidcUserInfoAuthenticationProvider(parts.grants()),
            new OidcLogoutAuthenticationProvider(
                parts.clients(), parts.grants(), new SessionRegistryImpl()));
    ProviderManager manager = new ProviderManager(providers);
    return authentication -> {
      try {
        return manager.authenticate(authentication);
      } catch (ProviderNotFoundException unknown) {
        throw new OAuth2AuthenticationException(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST), unknown);
      } catch (StorageUnavailableException outage) {
        // Some of the framework's filters would answer it as the client's mistake.
        throw new OAuth2AuthenticationException(
            new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE), outage);
      }
    };
  }

  private static AuthenticationConverter required(AuthenticationConverter converter) {
    return request -> {
      Authentication authentication = converter.convert(request);
      if (authentication == null) {
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
      }
      return authentication;
    };
  }
}
