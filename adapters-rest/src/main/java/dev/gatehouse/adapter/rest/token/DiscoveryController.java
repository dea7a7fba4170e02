package dev.gatehouse.adapter.rest.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /.well-known/openid-configuration}, the same under the name of RFC 8414, and {@code
 * /.well-known/jwks.json}: the issuer and the public keys with which other services check access
 * tokens.
 */
@RestController
final class DiscoveryController {

  private static final String JWKS = "/.well-known/jwks.json";

  /** A new key must have been here for this long before it signs (docs/verify-a-session.md). */
  private static final Duration CACHED = Duration.ofMinutes(5);

  private final Discovery discovery;
  private final byte[] jwks;

  DiscoveryController(SigningKeys keys, PublicUrl publicUrl) {
    this.discovery = new Discovery(publicUrl.toString(), publicUrl.of(JWKS));
    this.jwks = keys.toJwkSet().getBytes(US_ASCII);
  }

  /** The part of the metadata of OpenID Connect Discovery 1.0 that a resource server reads. */
  record Discovery(String issuer, @JsonProperty("jwks_uri") String jwksUri) {}

  @GetMapping(
      path = {PublicUrl.DISCOVERY, PublicUrl.METADATA},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Discovery> configuration() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
        .body(discovery);
  }

  @GetMapping(
      path = JWKS,
      produces = {MediaType.APPLICATION_JSON_VALUE, "application/jwk-set+json"})
  ResponseEntity<byte[]> keys() {
    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(CACHED).cachePublic()).body(jwks);
  }
}
