package dev.gatehouse.integration.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.gatehouse.elsewhere.Shop;
import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.integration.support.TestSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/**
 * Other services check our tokens with what they have: by the issuer and the JWK set, as
 * docs/verify-a-session.md says. The Spring service here is the one that is shown there.
 */
@SpringJUnitWebConfig(Shop.class)
class VerifiedElsewhereTest {

  private static EmbeddedReplica gatehouse;
  private static Tokens tokens;
  private static long userId;

  @Autowired private WebApplicationContext shop;

  @DynamicPropertySource
  static void login(DynamicPropertyRegistry properties) {
    properties.add("login.issuer", () -> TestSettings.PUBLIC_URL);
    properties.add("login.jwks", VerifiedElsewhereTest::jwks);
  }

  @BeforeAll
  static void logIn() {
    gatehouse = EmbeddedReplica.startOnFakes(Map.of());
    Answer login = gatehouse.calls().login();
    tokens = Tokens.ofLogin(login);
    userId = login.userId();
  }

  @AfterAll
  static void stop() {
    gatehouse.close();
  }

  /** SEC-22: signed with one library, checked with another. */
  @Test
  void a_library_that_did_not_sign_it_finds_a_token_good() throws Exception {
    JwtClaims claims = consumer(TestSettings.PUBLIC_URL).processToClaims(tokens.access());

    assertThat(claims.getSubject()).isEqualTo(Long.toString(userId));
    assertThat(claims.getClaimsMap()).containsOnlyKeys("iss", "sub", "sid", "iat", "exp");
    assertThatThrownBy(() -> consumer("https://evil.example").processToClaims(tokens.access()))
        .isInstanceOf(InvalidJwtException.class);
  }

  @Test
  void a_service_with_spring_security_knows_who_calls() {
    MockMvcTester http = MockMvcTester.from(shop, mvc -> mvc.apply(springSecurity()).build());

    assertThat(http.get().uri("/orders").header("Authorization", "Bearer " + tokens.access()))
        .hasStatus(200)
        .hasBodyTextEqualTo("orders of user " + userId);
    assertThat(http.get().uri("/orders")).hasStatus(401);
    assertThat(http.get().uri("/orders").header("Authorization", "Bearer " + forged()))
        .hasStatus(401);
  }

  @Test
  void the_issuer_is_all_that_a_resource_server_needs() throws IOException {
    int port = freePort();
    String issuer = "http://127.0.0.1:" + port;
    try (EmbeddedReplica discovered =
        EmbeddedReplica.startOnFakes(
            Map.of(
                "server.port",
                "" + port,
                "gatehouse.public-url",
                issuer,
                "gatehouse.session.audience",
                "https://api.example"))) {
      Tokens login = Tokens.ofLogin(discovered.calls().login());

      Jwt jwt = NimbusJwtDecoder.withIssuerLocation(issuer).build().decode(login.access());

      assertThat(jwt.getIssuer()).hasToString(issuer);
      assertThat(jwt.getAudience()).containsExactly("https://api.example");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The same token for another user. */
  private static String forged() {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                tokens.claims().replace("\"sub\":\"1\"", "\"sub\":\"2\"").getBytes(UTF_8));
    String access = tokens.access();
    return access.substring(0, access.indexOf('.') + 1)
        + payload
        + access.substring(access.lastIndexOf('.'));
  }

  private static JwtConsumer consumer(String issuer) {
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(jwks())))
        .setJwsAlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
        .setExpectedIssuer(issuer)
        .setRequireExpirationTime()
        .setRequireSubject()
        .build();
  }

  private static String jwks() {
    return "http://127.0.0.1:" + gatehouse.port() + "/.well-known/jwks.json";
  }
}
