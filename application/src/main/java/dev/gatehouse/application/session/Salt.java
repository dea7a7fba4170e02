package dev.gatehouse.application.session;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation adds to a refresh token to make its successor. Kept, so that the successor can be
 * made again for a client that shows the token once more; worth nothing without the token.
 */
public final class Salt {

  /** The length in bytes. It is a secret's, so a successor is as hard to guess as a new token. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Salt(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A salt as the store holds it.
   *
   * @throws IllegalArgumentException if it has not {@value #LENGTH} bytes
   */
  public static Salt of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("salt must have " + LENGTH + " bytes");
    }
    return new Salt(bytes.clone());
  }

  static Salt random(SecureRandom random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new Salt(bytes);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Salt that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Salt[]";
  }
}
