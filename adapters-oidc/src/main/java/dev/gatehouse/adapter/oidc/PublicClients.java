package dev.gatehouse.adapter.oidc;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Recognizes a public client that trades a refresh token or gives a token up. It has nothing to
 * show but the token, which is bound to it; the framework knows public clients with a code only.
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {

  private final RegisteredClients clients;

  PublicClients(RegisteredClients clients) {
    this.clients = clients;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    boolean shows =
        "refresh_token".equals(request.getParameter("grant_type"))
            || AuthorizationServer.REVOKE.equals(AuthorizationServer.address(request));
    String[] ids = request.getParameterValues("client_id");
    return shows
            && ids != null
            && ids.length == 1
            && !ids[0].isBlank()
            && request.getParameter("client_secret") == null
            && request.getHeader("Authorization") == null
        ? new PublicClient(ids[0])
        : null;
  }

  @Override
  public Authentication authenticate(Authentication authentication) {
    RegisteredClient client = clients.findByClientId(authentication.getName());
    if (client == null
        || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return PublicClient.class.isAssignableFrom(authentication);
  }

  /** A client that says who it is. */
  private static final class PublicClient extends OAuth2ClientAuthenticationToken {

    private static final long serialVersionUID = 1L;

    PublicClient(String clientId) {
      super(clientId, ClientAuthenticationMethod.NONE, null, null);
    }
  }
}
