package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.Interactions;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.ClientGrant;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.domain.login.State;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Gives a code to a client, for the session of the visitor. Thread-safe. */
final class AuthorizationCodeGenerator implements OAuth2TokenGenerator<OAuth2AuthorizationCode> {

  private final AuthorizationCodes codes;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AuthorizationCodeGenerator(AuthorizationCodes codes, Clock clock) {
    this.codes = codes;
    this.clock = clock;
  }

  @Override
  public @Nullable OAuth2AuthorizationCode generate(OAuth2TokenContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken request =
        Objects.requireNonNull(context.getAuthorizationGrant(), "request");
    ActiveSession session = Interactions.session(request);
    if (session == null) {
      return null;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    AuthorizationCodes.Content content =
        new AuthorizationCodes.Content(
            State.fresh(random),
            RefreshToken.random(random, now),
            new ClientGrant(request.getClientId(), request.getScopes(), session.session().id()),
            Long.toString(session.user().id().value()),
            Objects.requireNonNull(request.getRedirectUri(), "redirect_uri"),
            Interactions.text(request.getAdditionalParameters(), "code_challenge").orElseThrow(),
            Interactions.text(request.getAdditionalParameters(), "nonce").orElse(null),
            now,
            now.plus(RegisteredClients.CODE_LIFETIME));
    return new OAuth2AuthorizationCode(
        codes.seal(content), content.issuedAt(), content.expiresAt());
  }
}
