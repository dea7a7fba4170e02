package dev.gatehouse.adapter.rest.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /.well-known/jwks.json}: the public keys, by which anybody checks our tokens. */
@RestController
final class JwksController {

  /** A new key must have been here for this long before it signs (docs/verify-a-session.md). */
  private static final Duration CACHED = Duration.ofMinutes(5);

  private final byte[] jwks;

  JwksController(SigningKeys keys) {
    this.jwks = keys.toJwkSet().getBytes(US_ASCII);
  }

  @GetMapping(
      path = "/.well-known/jwks.json",
      produces = {MediaType.APPLICATION_JSON_VALUE, "application/jwk-set+json"})
  ResponseEntity<byte[]> keys() {
    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(CACHED).cachePublic()).body(jwks);
  }
}
