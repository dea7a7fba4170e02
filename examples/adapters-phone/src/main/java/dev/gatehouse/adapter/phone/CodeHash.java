package dev.gatehouse.adapter.phone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a code that was sent. Whoever reads the table can guess six digits from any hash,
 * but not within the time for which they are worth something to a glance, a log or a backup.
 *
 * @param hex SHA-256 of number and code
 */
record CodeHash(String hex) {

  static CodeHash of(PhoneNumber phone, String code) {
    try {
      byte[] text = (phone.e164() + ":" + code).getBytes(UTF_8);
      return new CodeHash(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether the two are equal, in a time that does not tell how far they are. */
  boolean matches(CodeHash other) {
    return MessageDigest.isEqual(hex.getBytes(US_ASCII), other.hex.getBytes(US_ASCII));
  }

  /** Does not show the value. */
  @Override
  public String toString() {
    return "CodeHash[]";
  }
}
