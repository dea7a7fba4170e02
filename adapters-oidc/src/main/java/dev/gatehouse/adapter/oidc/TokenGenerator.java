package dev.gatehouse.adapter.oidc;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.ClientSessions;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.session.TokenSigner;
import dev.gatehouse.domain.identity.LoginMethod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Makes the tokens of a client. The framework asks for the access token first, then for the refresh
 * token, then for the ID token. The first of them for a code redeems the code: it opens the session
 * that all of them stand for. Thread-safe.
 */
final class TokenGenerator implements OAuth2TokenGenerator<OAuth2Token> {

  /** How far apart the clocks of two replicas may be. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final TokenSigner signer;
  private final Sessions sessions;
  private final ClientSessions clientSessions;
  private final UsedStateStore usedCodes;
  private final Clock clock;

  TokenGenerator(
      TokenSigner signer,
      Sessions sessions,
      ClientSessions clientSessions,
      UsedStateStore usedCodes,
      Clock clock) {
    this.signer = signer;
    this.sessions = sessions;
    this.clientSessions = clientSessions;
    this.usedCodes = usedCodes;
    this.clock = clock;
  }

  @Override
  public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
    if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      return accessToken(context);
    }
    return OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())
        ? refreshToken(context)
        : idToken(context);
  }

  private Jwt accessToken(OAuth2TokenContext context) {
    Instant end =
        now().plus(context.getRegisteredClient().getTokenSettings().getAccessTokenTimeToLive());
    Session session =
        Grants.code(context)
            .map(code -> open(code, context.getRegisteredClient()))
            .orElseGet(() -> Grants.session(context).session());
    Map<String, Object> claims = claims(context, session);
    claims.put("client_id", context.getRegisteredClient().getClientId());
    claims.put("scope", String.join(" ", context.getAuthorizedScopes()));
    claims.put("sid", session.id().value());
    claims.put("jti", UUID.randomUUID().toString());
    return signed(claims, end.isBefore(session.expiresAt()) ? end : session.expiresAt());
  }

  /**
   * Opens the session of a code. If an earlier call did so, that call may have lost the database
   * before it gave out tokens; {@link #useOnce} tells.
   */
  private Session open(AuthorizationCodes.Content code, RegisteredClient client) {
    ActiveSession parent =
        sessions
            .current(code.grant().parent())
            .filter(each -> Long.toString(each.user().id().value()).equals(code.user()))
            .orElseThrow(TokenGenerator::invalidGrant);
    Duration lifetime =
        RegisteredClients.isOffline(code.grant().scopes())
            ? client.getTokenSettings().getRefreshTokenTimeToLive()
            : client.getTokenSettings().getAccessTokenTimeToLive();
    return clientSessions
        .open(code.first(), parent, code.grant(), lifetime)
        .map(IssuedSession::session)
        .or(() ->
            clientSessions.currentOfClient(code.first().sessionId()).map(ActiveSession::session))
        .orElseThrow(TokenGenerator::invalidGrant);
  }

  /**
   * Lets one call redeem a code, on all replicas (SEC-66). This is the last step that needs the
   * database: a call that loses it earlier gives out nothing and can be repeated. A replay ends the
   * session, so it leaves no tokens behind, whatever its moment.
   */
  private void useOnce(AuthorizationCodes.Content code) {
    if (usedCodes.markUsed(code.once(), code.expiresAt().plus(CLOCK_SKEW))
        == UsedStateStore.Use.REPLAYED) {
      sessions.end(code.first().sessionId(), SessionEndReason.CODE_REUSED);
      throw invalidGrant();
    }
  }

  /** Uses up a code that another client showed than the one that it was given to. */
  void useUp(AuthorizationCodes.Content code) {
    usedCodes.markUsed(code.once(), code.expiresAt().plus(CLOCK_SKEW));
  }

  private @Nullable OAuth2RefreshToken refreshToken(OAuth2TokenContext context) {
    if (!RegisteredClients.isOffline(Grants.granted(context).scopes())) {
      return null;
    }
    RefreshToken next =
        Grants.code(context)
            .map(AuthorizationCodes.Content::first)
            .orElseGet(() -> renewed(context));
    return new OAuth2RefreshToken(next.value(), now());
  }

  private RefreshToken renewed(OAuth2TokenContext context) {
    return clientSessions
        .renew(Grants.shownToken(context), context.getRegisteredClient().getClientId())
        .map(IssuedSession::refreshToken)
        .orElseThrow(TokenGenerator::invalidGrant);
  }

  private Jwt idToken(OAuth2TokenContext context) {
    SessionId id =
        Grants.code(context)
            .map(code -> code.first().sessionId())
            .orElseGet(() -> Grants.session(context).session().id());
    ActiveSession active =
        clientSessions.currentOfClient(id).orElseThrow(TokenGenerator::invalidGrant);
    // Each grant has the scope openid, so each code ends here, after its other tokens.
    Grants.code(context).ifPresent(this::useOnce);
    Map<String, Object> claims = claims(context, active.session());
    claims.put("sid", Grants.granted(context).parent().value());
    claims.put("auth_time", active.session().confirmedAt().getEpochSecond());
    loginMethod(active).ifPresent(method -> claims.put("amr", List.of(method.code())));
    if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(context.getAuthorizationGrantType())) {
      Grants.code(context)
          .map(AuthorizationCodes.Content::nonce)
          .ifPresent(nonce -> claims.put("nonce", nonce));
    }
    claims.putAll(profile(active, context.getAuthorizedScopes()));
    return signed(
        claims,
        now().plus(context.getRegisteredClient().getTokenSettings().getAccessTokenTimeToLive()));
  }

  /** What the scopes let a client learn about the user. */
  static Map<String, Object> profile(ActiveSession active, Set<String> scopes) {
    return scopes.contains("profile") ? Map.of("name", active.user().name()) : Map.of();
  }

  private static Optional<LoginMethod> loginMethod(ActiveSession active) {
    List<LoginMethod> all = active.account().loginMethods();
    return Optional.ofNullable(active.openedBy())
        .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty());
  }

  private Map<String, Object> claims(OAuth2TokenContext context, Session session) {
    Map<String, Object> claims = new LinkedHashMap<>();
    String client = context.getRegisteredClient().getClientId();
    claims.put("iss", signer.issuer());
    claims.put("sub", Long.toString(session.user().value()));
    claims.put("aud", List.of(client));
    claims.put("azp", client);
    return claims;
  }

  private Jwt signed(Map<String, Object> claims, Instant end) {
    Instant now = now();
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", end.getEpochSecond());
    return Jwt.withTokenValue(signer.sign(claims))
        .header("alg", "ES256")
        .claims(all -> all.putAll(claims))
        .issuedAt(now)
        .expiresAt(end)
        .build();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static OAuth2AuthenticationException invalidGrant() {
    return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
  }
}
