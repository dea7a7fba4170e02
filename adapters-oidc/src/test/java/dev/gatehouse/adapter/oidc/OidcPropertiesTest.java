package dev.gatehouse.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcPropertiesTest {

  private static final String HASH = "a".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/callback",
        "https://shop.example:8443/callback?x=1",
        "http://127.0.0.1/callback",
        "http://[::1]:8000/callback",
        "com.example.app:/callback"
      })
  void an_exact_redirect_uri_is_taken(String uri) {
    assertThat(with(client(uri, null)).clients()).containsOnlyKeys("shop");
  }

  /** SEC-67. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/callback",
        "https://*.shop.example/callback",
        "https://shop.example/callback#x",
        "https://user@shop.example/callback",
        "shop.example/callback",
        "javascript:alert(1)",
        "app:/callback",
        ""
      })
  void another_redirect_uri_is_refused_without_its_value(String uri) {
    assertThatThrownBy(() -> with(client(uri, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("gatehouse.oidc.clients.shop.redirect-uris must be exact URIs")
        .hasLineCount(1);
  }

  @Test
  void a_secret_needs_its_hash_and_a_website_no_scheme_of_its_own() {
    assertThatThrownBy(() -> with(client("https://shop.example/", "secret")))
        .hasMessageStartingWith("gatehouse.oidc.clients.shop.secret-sha256 must be");
    assertThatThrownBy(() -> with(client("com.example.app:/callback", HASH)))
        .hasMessageStartingWith("gatehouse.oidc.clients.shop.redirect-uris must be");
    assertThat(client("https://shop.example/", HASH).toString()).doesNotContain(HASH);
  }

  private static OidcProperties with(OidcProperties.Client client) {
    return new OidcProperties(Map.of("shop", client));
  }

  private static OidcProperties.Client client(String uri, @Nullable String hash) {
    return new OidcProperties.Client(
        List.of(uri), List.of(), hash, Set.of("openid"), null, null, false);
  }
}
