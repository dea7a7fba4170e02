package dev.gatehouse.adapter.oidc;

import dev.gatehouse.application.session.SessionLifetimes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The configured clients in the form that the framework reads. Immutable, thread-safe. */
final class RegisteredClients implements RegisteredClientRepository {

  /** How long a client may take to trade a code. */
  static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

  /** Compares the hashes of client secrets. */
  static final PasswordEncoder SHA_256 = new Sha256();

  private static final String OFFLINE = "offline_access";

  private final Map<String, RegisteredClient> clients;
  private final Set<String> browserOrigins;

  RegisteredClients(OidcProperties properties, SessionLifetimes lifetimes) {
    this.clients =
        properties.clients().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    entry -> registered(entry.getKey(), entry.getValue(), lifetimes)));
    this.browserOrigins =
        properties.clients().values().stream()
            .filter(OidcProperties.Client::isPublic)
            .flatMap(client -> client.redirectUris().stream())
            .map(URI::create)
            .filter(uri -> uri.getHost() != null && uri.getScheme().startsWith("http"))
            .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The origins of the pages that are clients, as a browser writes them. */
  Set<String> browserOrigins() {
    return browserOrigins;
  }

  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("clients are settings");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return clients.get(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return clients.get(clientId);
  }

  /** Whether a client may get refresh tokens. */
  static boolean isOffline(Set<String> scopes) {
    return scopes.contains(OFFLINE);
  }

  private static RegisteredClient registered(
      String id, OidcProperties.Client client, SessionLifetimes lifetimes) {
    RegisteredClient.Builder registered =
        RegisteredClient.withId(id)
            .clientId(id)
            .clientName(id)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUris(uris -> uris.addAll(client.redirectUris()))
            .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
            .scopes(scopes -> scopes.addAll(client.scopes()))
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(client.consent())
                    .build())
            .tokenSettings(
                TokenSettings.builder()
                    .authorizationCodeTimeToLive(CODE_LIFETIME)
                    .accessTokenTimeToLive(orElse(client.accessTtl(), lifetimes.access()))
                    .refreshTokenTimeToLive(orElse(client.refreshTtl(), lifetimes.refresh()))
                    .reuseRefreshTokens(false)
                    .build());
    if (isOffline(client.scopes())) {
      registered.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
    }
    if (client.secretSha256() == null) {
      registered.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    } else {
      registered
          .clientSecret(client.secretSha256().toLowerCase(Locale.ROOT))
          .clientAuthenticationMethods(methods ->
              methods.addAll(
                  List.of(
                      ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                      ClientAuthenticationMethod.CLIENT_SECRET_POST)));
    }
    return registered.build();
  }

  private static Duration orElse(@Nullable Duration configured, Duration other) {
    return configured == null ? other : configured;
  }

  /** A secret is random, so a plain hash keeps it; nothing is gained by a slow one. */
  private static final class Sha256 implements PasswordEncoder {

    @Override
    public String encode(@Nullable CharSequence secret) {
      return HexFormat.of().formatHex(hash(String.valueOf(secret)));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
      return secret != null
          && encoded != null
          && MessageDigest.isEqual(hash(secret.toString()), HexFormat.of().parseHex(encoded));
    }

    private static byte[] hash(String secret) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
