package dev.gatehouse.domain.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The one-time value that ties what a provider sends back to the browser that was sent there
 * (SEC-02).
 *
 * @param value 32 to 128 ASCII letters and digits: what every known provider returns unchanged
 */
public record State(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{32,128}");

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** The alphabet has 62 characters, so this length gives 190 bits. */
  private static final int LENGTH = 32;

  /**
   * @throws IllegalArgumentException if the value is not of the form above; the message does not
   *     contain it
   */
  public State {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("state must be 32 to 128 of 0-9 A-Z a-z");
    }
  }

  /**
   * A new state.
   *
   * @param random hard to predict
   */
  public static State fresh(RandomGenerator random) {
    StringBuilder value = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new State(value.toString());
  }

  /** Reads what a browser sent: empty when it can be no state of ours. */
  public static Optional<State> parse(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new State(value)) : Optional.empty();
  }

  /** Whether the two are equal, in a time that does not tell how far they are. */
  public boolean matches(State other) {
    return MessageDigest.isEqual(value.getBytes(US_ASCII), other.value.getBytes(US_ASCII));
  }

  /**
   * The SHA-256 of the value, 32 bytes: by it a store or the name of a cookie knows the state again
   * and does not give it away.
   */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Does not show the value. */
  @Override
  public String toString() {
    return "State[]";
  }
}
