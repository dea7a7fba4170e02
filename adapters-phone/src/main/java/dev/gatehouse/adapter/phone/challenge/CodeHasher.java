package dev.gatehouse.adapter.phone.challenge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes what is kept of a challenge and its codes. Codes are hashed with a key, because all hashes
 * of six digits can be made in a second without one. Thread-safe.
 */
final class CodeHasher {

  private static final String HMAC = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  /**
   * @param keys the first hashes, all verify
   */
  CodeHasher(List<byte[]> keys) {
    this.keys = keys.stream().map(key -> new SecretKeySpec(key, HMAC)).toList();
  }

  /** The hash of the text that names a challenge. */
  static String idHash(String challenge) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(challenge.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of a code that is about to be sent. */
  String hash(String challenge, Subject subject, String code) {
    return hash(keys.getFirst(), challenge, subject, code);
  }

  /** The hashes of a code that is shown, by each key. */
  List<String> hashes(String challenge, Subject subject, String code) {
    return keys.stream().map(key -> hash(key, challenge, subject, code)).toList();
  }

  private static String hash(SecretKeySpec key, String challenge, Subject subject, String code) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      String text =
          String.join("\0", subject.purpose().code(), challenge, subject.number().e164(), code);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
