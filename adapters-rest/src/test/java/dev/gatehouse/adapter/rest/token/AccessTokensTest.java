package dev.gatehouse.adapter.rest.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.SettableClock;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-22: what is accepted as an access token, and what is not. */
class AccessTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.999Z");
  private static final String ISSUER = "https://login.example";
  private static final SessionId SID = SessionId.of(new byte[SessionId.LENGTH]);

  @TempDir private Path folder;
  private KeyPair pair;
  private SigningKeys keys;
  private AccessTokens tokens;

  @BeforeEach
  void readKey() throws Exception {
    pair = KeyFiles.p256();
    keys = SigningKeys.load(List.of(KeyFiles.write(folder, pair)));
    tokens = tokensAt(NOW);
  }

  @Test
  void a_token_says_who_and_for_how_long_and_no_more() throws Exception {
    AccessTokens.AccessToken token = tokens.sign(session(NOW.plus(Duration.ofDays(30))));

    SignedJWT jwt = SignedJWT.parse(token.value());
    assertThat(jwt.getHeader().toJSONObject())
        .containsOnlyKeys("alg", "typ", "kid")
        .containsEntry("alg", "ES256")
        .containsEntry("typ", "JWT")
        .containsEntry("kid", keys.first().id());
    assertThat(jwt.getPayload().toJSONObject())
        .containsOnlyKeys("iss", "sub", "sid", "iat", "exp")
        .containsEntry("iss", ISSUER)
        .containsEntry("sub", "42")
        .containsEntry("sid", SID.value())
        .containsEntry("iat", NOW.getEpochSecond())
        .containsEntry("exp", NOW.getEpochSecond() + 900);
    assertThat(token.expiresIn()).isEqualTo(Duration.ofMinutes(15));
    assertThat(token.toString()).doesNotContain(token.value());
  }

  @Test
  void a_token_of_ours_is_good_until_it_expires() {
    String token = tokens.sign(session(NOW.plus(Duration.ofDays(30)))).value();
    Instant expiry = Instant.ofEpochSecond(NOW.getEpochSecond() + 900);

    assertThat(tokens.verify(token)).contains(new AccessTokens.Claims(new UserId(42), SID));
    assertThat(tokensAt(expiry.minusMillis(1)).verify(token)).isPresent();
    assertThat(tokensAt(expiry).verify(token)).isEmpty();
  }

  /** What is remembered is the signature, not the time. */
  @Test
  void a_token_that_was_good_before_is_refused_once_it_has_expired() {
    SettableClock clock = new SettableClock(NOW);
    AccessTokens remembering =
        new AccessTokens(
            keys, new PublicUrl(ISSUER, true, ""), null, Duration.ofMinutes(15), clock);
    String token = remembering.sign(session(NOW.plus(Duration.ofDays(30)))).value();

    assertThat(remembering.verify(token)).isPresent();
    assertThat(remembering.verify(token)).isEqualTo(remembering.verify(token));
    assertThat(remembering.verify(token.substring(0, token.length() - 2))).isEmpty();
    clock.advance(Duration.ofMinutes(15));
    assertThat(remembering.verify(token)).isEmpty();
  }

  @Test
  void a_token_does_not_outlive_its_session() {
    Instant end = Instant.parse("2026-11-23T10:00:30Z");

    AccessTokens.AccessToken token = tokens.sign(session(end));

    assertThat(token.expiresIn()).isEqualTo(Duration.ofSeconds(30));
    assertThat(tokensAt(end).verify(token.value())).isEmpty();
  }

  @Test
  void a_token_made_by_the_rules_is_good() throws Exception {
    assertThat(tokens.verify(signed(header().build(), claims().build()))).isPresent();
  }

  /** SEC-23. */
  @Test
  void a_token_of_another_key_is_refused_whatever_name_it_gives() throws Exception {
    JWSSigner stranger = new ECDSASigner((ECPrivateKey) KeyFiles.p256().getPrivate());

    assertThat(tokens.verify(signed(header().build(), claims().build(), stranger))).isEmpty();
    assertThat(tokens.verify(signed(header().keyID("x").build(), claims().build(), stranger)))
        .isEmpty();
    assertThat(tokens.verify(signed(header().keyID("x").build(), claims().build()))).isEmpty();
    assertThat(tokens.verify(signed(header().keyID(null).build(), claims().build()))).isEmpty();
  }

  @Test
  void a_key_that_a_token_brings_along_is_not_believed() throws Exception {
    KeyPair strangers = KeyFiles.p256();
    ECKey jwk = new ECKey.Builder(Curve.P_256, (ECPublicKey) strangers.getPublic()).build();
    JWSSigner stranger = new ECDSASigner((ECPrivateKey) strangers.getPrivate());

    for (JWSHeader header :
        List.of(
            header().jwk(jwk).build(),
            header().jwk(jwk).keyID(jwk.computeThumbprint().toString()).build(),
            header().jwkURL(URI.create("https://evil.example/jwks.json")).build(),
            header().x509CertURL(URI.create("https://evil.example/cert.pem")).build())) {
      assertThat(tokens.verify(signed(header, claims().build(), stranger))).isEmpty();
      // Not even when our own key signed it: such a header is never ours.
      assertThat(tokens.verify(signed(header, claims().build()))).isEmpty();
    }
  }

  @Test
  void a_header_with_anything_unknown_is_refused() throws Exception {
    JWSHeader critical =
        header().criticalParams(Set.of("b64")).base64URLEncodePayload(true).build();
    JWSHeader more = header().customParam("more", 1).build();
    JWSHeader otherType = header().type(new JOSEObjectType("at+jwt")).build();
    JWSHeader noType = header().type(null).build();

    for (JWSHeader header : List.of(critical, more, noType)) {
      assertThat(tokens.verify(signed(header, claims().build()))).isEmpty();
    }
    assertThat(tokens.verify(signed(otherType, claims().build()))).isEmpty();
  }

  @Test
  void a_token_without_signature_is_refused() throws Exception {
    String payload = Base64URL.encode(claims().build().toString()).toString();
    String signature = "A".repeat(86);
    for (String algorithm : List.of("none", "None", "NONE", "", "ES256")) {
      String header =
          Base64URL.encode(
                  "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}"
                      .formatted(algorithm, keys.first().id()))
              .toString();
      assertThat(tokens.verify(header + "." + payload + ".")).isEmpty();
      assertThat(tokens.verify(header + "." + payload)).isEmpty();
      // All zeros, which a careless verifier takes for a signature of anything (CVE-2022-21449).
      assertThat(tokens.verify(header + "." + payload + "." + signature)).isEmpty();
    }
  }

  /** The public key, known to all, must not do for a shared secret. */
  @Test
  void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws Exception {
    for (byte[] secret :
        List.of(
            pair.getPublic().getEncoded(),
            KeyFiles.pem("PUBLIC KEY", pair.getPublic().getEncoded()).getBytes(UTF_8),
            keys.toJwkSet().getBytes(UTF_8))) {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.HS256)
              .type(JOSEObjectType.JWT)
              .keyID(keys.first().id())
              .build();
      assertThat(tokens.verify(signed(header, claims().build(), new MACSigner(secret)))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://login.example/", "http://login.example", "https://evil.example", ""})
  void another_issuer_is_refused(String issuer) throws Exception {
    assertThat(tokens.verify(signed(header().build(), claims().issuer(issuer).build()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "iss,",
    "sub,",
    "sid,",
    "exp,",
    "sub, 0",
    "sub, -1",
    "sub, +1",
    "sub, 042",
    "sub, x",
    "sub, 99999999999999999999",
    "sid, x",
    "sid, '!!!!!!!!!!!!!!!!!!!!!!'",
  })
  void a_claim_that_is_missing_or_nonsense_is_refused(String claim, String value) throws Exception {
    assertThat(tokens.verify(signed(header().build(), claims().claim(claim, value).build())))
        .isEmpty();
  }

  @Test
  void a_changed_token_is_refused() throws Exception {
    String token = tokens.sign(session(NOW.plus(Duration.ofDays(30)))).value();
    Base64URL[] parts = SignedJWT.split(token);
    String forged = new String(parts[1].decode(), UTF_8).replace("\"42\"", "\"43\"");
    byte[] signature = parts[2].decode();
    signature[10] ^= 1;

    assertThat(tokens.verify(parts[0] + "." + Base64URL.encode(forged) + "." + parts[2])).isEmpty();
    assertThat(tokens.verify(parts[0] + "." + parts[1] + "." + Base64URL.encode(signature)))
        .isEmpty();
    assertThat(tokens.verify(parts[0] + "." + parts[1] + "." + parts[2] + ".x.y")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b.c", "\u0000.\u0000.\u0000", "{}.{}.{}", "e30.e30.e30"})
  void nonsense_is_refused(String token) {
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void an_oversized_token_is_refused_even_if_it_is_signed() throws Exception {
    String token = signed(header().build(), claims().claim("x", "x".repeat(1024)).build());

    assertThat(tokens.verify(token)).isEmpty();
    assertThat(tokens.verify("x".repeat(1_000_000))).isEmpty();
  }

  private AccessTokens tokensAt(Instant now) {
    return new AccessTokens(
        keys,
        new PublicUrl(ISSUER, true, ""),
        null,
        Duration.ofMinutes(15),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(JOSEObjectType.JWT)
        .keyID(keys.first().id());
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject("42")
        .claim("sid", SID.value())
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private String signed(JWSHeader header, JWTClaimsSet claims) throws Exception {
    return signed(header, claims, new ECDSASigner((ECPrivateKey) pair.getPrivate()));
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    SignedJWT jwt = new SignedJWT(header, claims);
    // What the signer itself would refuse to sign, an attacker would not.
    byte[] input = jwt.getSigningInput();
    JWSHeader plain = new JWSHeader(header.getAlgorithm());
    return new String(input, UTF_8) + "." + signer.sign(plain, input);
  }

  private static Session session(Instant end) {
    byte[] bytes = new byte[SecretHash.LENGTH];
    Arrays.fill(bytes, (byte) 1);
    SecretHash secret = SecretHash.of(bytes);
    Instant opened = Instant.EPOCH;
    return new Session(
        SID,
        new UserId(42),
        opened,
        end,
        new Session.Rotation(secret, secret, Salt.of(bytes), opened));
  }
}
