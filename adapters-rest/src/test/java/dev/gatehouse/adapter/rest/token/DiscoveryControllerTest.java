package dev.gatehouse.adapter.rest.token;

import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.RestSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@RestSlice
class DiscoveryControllerTest {

  private static final String FIVE_MINUTES = "max-age=300, public";

  private final MockMvcTester mvc;

  DiscoveryControllerTest(MockMvcTester mvc) {
    this.mvc = mvc;
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid-configuration", "oauth-authorization-server"})
  void the_metadata_has_two_names(String name) {
    MvcTestResult answer = mvc.get().uri("/.well-known/" + name).exchange();

    assertThat(answer).hasStatusOk().hasHeader(HttpHeaders.CACHE_CONTROL, FIVE_MINUTES);
    assertThat(json(text(answer)))
        .isEqualTo(
            json(
                "{'issuer':'http://localhost','jwks_uri':'http://localhost/.well-known/jwks.json'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/jwk-set+json"})
  void keys_have_the_type_that_the_client_accepts(String type) {
    MvcTestResult answer =
        mvc.get().uri("/.well-known/jwks.json").header(HttpHeaders.ACCEPT, type).exchange();

    assertThat(answer)
        .hasStatusOk()
        .hasContentType(type)
        .hasHeader(HttpHeaders.CACHE_CONTROL, FIVE_MINUTES);
  }

  /** SEC-23. */
  @Test
  void only_the_public_half_of_a_key_is_shown() {
    JsonNode keys = json(text(mvc.get().uri("/.well-known/jwks.json").exchange())).path("keys");

    assertThat(keys.size()).isOne();
    assertThat(keys.get(0).propertyNames()).contains("kid", "x", "y").doesNotContain("d");
  }
}
