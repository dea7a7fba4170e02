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
    random.ints(length, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
    return text.toString();
  }

  /** Eight hexadecimal digits. */
  String hex() {
    return "%08x".formatted(random.nextInt());
  }
}
