package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.Visitor;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.ClientGrant;
import dev.gatehouse.application.session.ClientSessions;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.session.TokenSigner;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/**
 * Shows the framework what a code or a token stands for: a sealed code, or a session. Neither codes
 * nor tokens are stored anywhere (SEC-24); of a session the store keeps hashes. Thread-safe.
 */
final class Grants implements OAuth2AuthorizationService {

  private static final OAuth2TokenType CODE = new OAuth2TokenType(OAuth2ParameterNames.CODE);
  private static final OAuth2TokenType ID_TOKEN = new OAuth2TokenType(OidcParameterNames.ID_TOKEN);
  private static final String CONTENT = AuthorizationCodes.Content.class.getName();
  private static final String SESSION = ActiveSession.class.getName();

  /** The framework looks at the clock of the machine; what has expired is not found here. */
  private static final Instant CHECKED_HERE = Instant.parse("9999-12-31T00:00:00Z");

  private final RegisteredClients clients;
  private final AuthorizationCodes codes;
  private final TokenGenerator tokens;
  private final TokenSigner signer;
  private final Sessions sessions;
  private final ClientSessions clientSessions;
  private final Clock clock;

  Grants(
      RegisteredClients clients,
      AuthorizationCodes codes,
      TokenGenerator tokens,
      TokenSigner signer,
      Sessions sessions,
      ClientSessions clientSessions,
      Clock clock) {
    this.clients = clients;
    this.codes = codes;
    this.tokens = tokens;
    this.signer = signer;
    this.sessions = sessions;
    this.clientSessions = clientSessions;
    this.clock = clock;
  }

  /** The code that is redeemed; empty if a refresh token is traded. */
  static Optional<AuthorizationCodes.Content> code(OAuth2TokenContext context) {
    return Optional.ofNullable(authorization(context).getAttribute(CONTENT));
  }

  /** The session whose refresh token is traded. */
  static ActiveSession session(OAuth2TokenContext context) {
    return Objects.requireNonNull(authorization(context).getAttribute(SESSION), "session");
  }

  /** What the client was granted, by the code or by the session. */
  static ClientGrant granted(OAuth2TokenContext context) {
    return code(context)
        .map(AuthorizationCodes.Content::grant)
        .orElseGet(() -> Objects.requireNonNull(session(context).session().grant(), "grant"));
  }

  /** The refresh token that is traded. */
  static RefreshToken shownToken(OAuth2TokenContext context) {
    OAuth2Authorization.Token<OAuth2RefreshToken> shown =
        Objects.requireNonNull(authorization(context).getRefreshToken(), "refreshToken");
    return RefreshToken.parse(shown.getToken().getTokenValue()).orElseThrow();
  }

  private static OAuth2Authorization authorization(OAuth2TokenContext context) {
    return Objects.requireNonNull(context.getAuthorization(), "authorization");
  }

  /** There is nothing to save: this acts on what the framework has found invalid. */
  @Override
  public void save(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<OAuth2AuthorizationCode> code =
        authorization.getToken(OAuth2AuthorizationCode.class);
    AuthorizationCodes.Content content = authorization.getAttribute(CONTENT);
    if (code != null && content != null) {
      if (code.isInvalidated() && authorization.getAccessToken() == null) {
        tokens.useUp(content);
      }
      return;
    }
    ActiveSession active = authorization.getAttribute(SESSION);
    if (active != null && isRevoked(authorization)) {
      sessions.end(active.session().id(), SessionEndReason.REVOKED);
    }
  }

  private static boolean isRevoked(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
    OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
    return (access != null && access.isInvalidated())
        || (refresh != null && refresh.isInvalidated());
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    throw new UnsupportedOperationException("pushed requests are not offered");
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return null;
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    Optional<OAuth2Authorization> found;
    if (type == null) {
      found = byRefreshToken(token).or(() -> byAccessToken(token));
    } else if (type.equals(CODE)) {
      found = byCode(token);
    } else if (type.equals(OAuth2TokenType.REFRESH_TOKEN)) {
      found = byRefreshToken(token);
    } else if (type.equals(OAuth2TokenType.ACCESS_TOKEN)) {
      found = byAccessToken(token);
    } else {
      found = type.equals(ID_TOKEN) ? byIdToken(token) : Optional.empty();
    }
    return found.orElse(null);
  }

  private Optional<OAuth2Authorization> byCode(String token) {
    Instant now = clock.instant();
    return codes
        .open(token)
        .filter(code -> now.isBefore(code.expiresAt()))
        .flatMap(code ->
            of(code.grant().client(), code.user(), code.grant().scopes())
                .map(found ->
                    found
                        .attribute(CONTENT, code)
                        .attribute(OAuth2AuthorizationRequest.class.getName(), request(code))
                        .token(new OAuth2AuthorizationCode(token, code.issuedAt(), CHECKED_HERE))
                        .build()));
  }

  private static OAuth2AuthorizationRequest request(AuthorizationCodes.Content code) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(AuthorizationServer.AUTHORIZE)
        .clientId(code.grant().client())
        .redirectUri(code.redirectUri())
        .scopes(code.grant().scopes())
        .additionalParameters(
            Map.of("code_challenge", code.challenge(), "code_challenge_method", "S256"))
        .build();
  }

  private Optional<OAuth2Authorization> byRefreshToken(String text) {
    return RefreshToken.parse(text)
        .flatMap(clientSessions::currentOfClient)
        .flatMap(active ->
            of(active)
                .map(found ->
                    found
                        .refreshToken(
                            new OAuth2RefreshToken(text, active.session().openedAt(), CHECKED_HERE))
                        .build()));
  }

  /** An ID token has no scope, so it is not taken for an access token. */
  private Optional<OAuth2Authorization> byAccessToken(String text) {
    Map<String, Object> claims = claims(text);
    if (!(claims.get("scope") instanceof String scope)
        || !(claims.get("sid") instanceof String sid)
        || !(claims.get("azp") instanceof String client)
        || !clock.instant().isBefore(moment(claims, "exp"))) {
      return Optional.empty();
    }
    Set<String> scopes = ClientGrant.scopes(scope);
    return SessionId.parse(sid)
        .flatMap(clientSessions::currentOfClient)
        .filter(active -> isOf(client, active.session()))
        .flatMap(active ->
            of(active)
                .map(found ->
                    found
                        .accessToken(
                            new OAuth2AccessToken(
                                OAuth2AccessToken.TokenType.BEARER,
                                text,
                                moment(claims, "iat"),
                                CHECKED_HERE,
                                scopes))
                        .token(userInfo(active, scopes, claims))
                        .build()));
  }

  /** The framework takes what it tells about a user from an ID token. */
  private static OidcIdToken userInfo(
      ActiveSession active, Set<String> scopes, Map<String, Object> access) {
    Map<String, Object> claims = new HashMap<>(TokenGenerator.profile(active, scopes));
    claims.put("sub", Long.toString(active.user().id().value()));
    return new OidcIdToken("-", moment(access, "iat"), moment(access, "exp"), claims);
  }

  /** For a logout. The token may have expired, and so may the session. */
  private Optional<OAuth2Authorization> byIdToken(String text) {
    Map<String, Object> claims = claims(text);
    if (claims.containsKey("scope")
        || !(claims.get("azp") instanceof String client)
        || !(claims.get("sub") instanceof String user)) {
      return Optional.empty();
    }
    Map<String, Object> shown = new HashMap<>(claims);
    shown.put("aud", List.of(client));
    OidcIdToken idToken =
        new OidcIdToken(text, moment(claims, "iat"), moment(claims, "exp"), shown);
    return of(client, user, Set.of()).map(found -> found.token(idToken).build());
  }

  private Map<String, Object> claims(String token) {
    return signer
        .verify(token)
        .filter(claims -> signer.issuer().equals(claims.get("iss")))
        .orElse(Map.of());
  }

  private static Instant moment(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : Instant.EPOCH;
  }

  private static boolean isOf(String client, Session session) {
    ClientGrant grant = session.grant();
    return grant != null && grant.client().equals(client);
  }

  private Optional<OAuth2Authorization.Builder> of(ActiveSession active) {
    ClientGrant grant = Objects.requireNonNull(active.session().grant(), "grant");
    return of(grant.client(), Long.toString(active.user().id().value()), grant.scopes())
        .map(found -> found.attribute(SESSION, active));
  }

  /** Empty if the client is no longer configured. */
  private Optional<OAuth2Authorization.Builder> of(String client, String user, Set<String> scopes) {
    RegisteredClient registered = clients.findByClientId(client);
    return registered == null
        ? Optional.empty()
        : Optional.of(
            OAuth2Authorization.withRegisteredClient(registered)
                .principalName(user)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(scopes)
                .attribute(Principal.class.getName(), new Visitor(user)));
  }
}
