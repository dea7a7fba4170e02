package dev.gatehouse.adapter.oidc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;

/** Corrects the provider metadata of the framework to what is offered here. */
final class Discovery implements Consumer<OidcProviderConfiguration.Builder> {

  private static final List<String> AUTHENTICATION =
      List.of("client_secret_basic", "client_secret_post", "none");

  private final List<String> scopes;

  /**
   * @param scopes that clients may ask for
   */
  Discovery(Set<String> scopes) {
    this.scopes = List.copyOf(new TreeSet<>(scopes));
  }

  @Override
  public void accept(OidcProviderConfiguration.Builder configuration) {
    configuration.claims(claims -> {
      claims
          .keySet()
          .removeIf(name ->
              name.startsWith("introspection_")
                  || name.startsWith("tls_")
                  || name.startsWith("dpop_"));
      claims.put("token_endpoint_auth_methods_supported", AUTHENTICATION);
      claims.put("revocation_endpoint_auth_methods_supported", AUTHENTICATION);
      claims.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
      claims.put("id_token_signing_alg_values_supported", List.of("ES256"));
      claims.put("scopes_supported", scopes);
      claims.put("response_modes_supported", List.of("query"));
      claims.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
      claims.put(
          "claims_supported",
          List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "amr", "nonce", "sid", "name"));
      claims.put("ui_locales_supported", List.of("zh", "en"));
      claims.put("claims_parameter_supported", false);
      claims.put("request_parameter_supported", false);
      claims.put("request_uri_parameter_supported", false);
      claims.put("authorization_response_iss_parameter_supported", true);
    });
  }
}
