package dev.gatehouse.application.session;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a session. Public: it stands in access tokens. Ids of later sessions are greater,
 * byte by byte and without signs, to the millisecond. A client that knows it alone can do nothing
 * with it, because only a {@link RefreshToken} of the session leads to it.
 */
public final class SessionId {

  /** The length in bytes. */
  public static final int LENGTH = 16;

  /** 16 bytes in base64url without padding. */
  private static final int TEXT_LENGTH = 22;

  private final byte[] bytes;

  private SessionId(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A name as the store holds it.
   *
   * @throws IllegalArgumentException if it has not {@value #LENGTH} bytes
   */
  public static SessionId of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("session id must have " + LENGTH + " bytes");
    }
    return new SessionId(bytes.clone());
  }

  /** Reads a name from {@link #value()}: empty when it is not of that form. */
  public static Optional<SessionId> parse(String value) {
    if (value.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(Base64.getUrlDecoder().decode(value)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** 22 characters of base64url. */
  public String value() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionId that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return value();
  }
}
