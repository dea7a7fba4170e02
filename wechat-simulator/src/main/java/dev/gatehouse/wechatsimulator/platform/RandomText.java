package dev.gatehouse.wechatsimulator.platform;

import java.security.SecureRandom;

/** Cryptographically random text. Thread-safe. */
public final class RandomText {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SecureRandom random = new SecureRandom();

  /** Characters of {@code 0-9A-Za-z}. */
  public String alphanumeric(int length) {
    StringBuilder text = new StringBuilder(length);
    // One call for many bytes: single bytes would dominate the cost of an exchange.
    byte[] bytes = new byte[length + 8];
    while (text.length() < length) {
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length && text.length() < length; i++) {
        int index = bytes[i] & 63;
        if (index < ALPHABET.length()) {
          text.append(ALPHABET.charAt(index));
        }
      }
    }
    return text.toString();
  }

  /** Eight hexadecimal digits. */
  String hex() {
    return "%08x".formatted(random.nextInt());
  }
}
