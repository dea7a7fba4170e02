package dev.gatehouse.application.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a secret, such as that in a refresh token: all that is kept of it. No salt is
 * needed for a value that is random throughout (SEC-24).
 *
 * <p>Compared in constant time. {@link #toString()} shows nothing.
 */
public final class SecretHash {

  /** The length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private SecretHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A hash as the store holds it.
   *
   * @throws IllegalArgumentException if it has not {@value #LENGTH} bytes
   */
  public static SecretHash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("secret hash must have " + LENGTH + " bytes");
    }
    return new SecretHash(bytes.clone());
  }

  /** The hash of a secret. */
  public static SecretHash ofSecret(String secret) {
    try {
      return new SecretHash(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretHash that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SecretHash[]";
  }
}
