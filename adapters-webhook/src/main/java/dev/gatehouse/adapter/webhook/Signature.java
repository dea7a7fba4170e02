package dev.gatehouse.adapter.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages with HMAC-SHA256 (Standard Webhooks, "Signature scheme"). Two secrets make two
 * signatures, so that a receiver can change from one to the other. Thread-safe.
 */
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /** Lengths of a secret in bytes, by the standard. */
  private static final int SHORTEST = 24;

  private static final int LONGEST = 64;

  private final List<SecretKeySpec> keys;

  private Signature(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /**
   * What signs with these secrets.
   *
   * @param secrets each {@code whsec_} and 24 to 64 bytes in Base64
   * @return empty if there is none or one is of another form
   */
  static Optional<Signature> of(List<String> secrets) {
    List<SecretKeySpec> keys =
        secrets.stream().map(String::strip).flatMap(secret -> key(secret).stream()).toList();
    return keys.isEmpty() || keys.size() < secrets.size()
        ? Optional.empty()
        : Optional.of(new Signature(keys));
  }

  private static Optional<SecretKeySpec> key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      return key.length < SHORTEST || key.length > LONGEST
          ? Optional.empty()
          : Optional.of(new SecretKeySpec(key, ALGORITHM));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The value of the header {@code webhook-signature}. */
  String sign(String id, String timestamp, String body) {
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] mac(SecretKeySpec key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
