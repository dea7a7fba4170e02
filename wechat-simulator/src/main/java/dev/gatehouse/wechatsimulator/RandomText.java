package dev.gatehouse.wechatsimulator;

import java.security.SecureRandom;

/** Text that nobody can guess. Thread-safe. */
final class RandomText {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SecureRandom random = new SecureRandom();

  /** So many of {@code 0-9A-Za-z}. */
  String alphanumeric(int length) {
    StringBuilder text = new StringBuilder(length);
    // Many bytes in one go: one at a time they would be most of what an exchange costs.
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
