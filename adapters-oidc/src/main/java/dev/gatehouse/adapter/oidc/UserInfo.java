package dev.gatehouse.adapter.oidc;

import dev.gatehouse.application.session.TokenSigner;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes the access token of a request for user information, from its header alone. Here its
 * signature is checked; {@link Grants} looks what it is good for.
 */
final class UserInfo implements AuthenticationConverter {

  private static final String BEARER = "Bearer ";

  private final TokenSigner signer;

  UserInfo(TokenSigner signer) {
    this.signer = signer;
  }

  static boolean showsToken(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  @Override
  public Authentication convert(HttpServletRequest request) {
    if (!showsToken(request)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
    }
    String token = request.getHeader(HttpHeaders.AUTHORIZATION).substring(BEARER.length()).strip();
    return signer
        .verify(token)
        .map(claims ->
            Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .claim("sub", String.valueOf(claims.get("sub")))
                .build())
        .map(jwt ->
            new OidcUserInfoAuthenticationToken(
                new JwtAuthenticationToken(jwt, AuthorityUtils.NO_AUTHORITIES)))
        .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN));
  }
}
