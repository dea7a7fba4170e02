package dev.gatehouse.application.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What carries a session on: a handle of 16 bytes, the same for the life of the session, and a
 * secret of 32 bytes, new at each rotation (SEC-24). Opaque to clients.
 *
 * <p>The handle begins with the time at which the token was made, in 6 bytes; its other 10 bytes
 * are random and as secret as the rest. The public {@link SessionId} is that time and a hash of the
 * handle. So only a client that holds a token of the session, or held one, can make the service
 * look at it, and the rows of new sessions go to the end of the store's table.
 *
 * <p>Immutable. {@link #toString()} shows nothing.
 */
public final class RefreshToken {

  /** Enough milliseconds since 1970 for 8,900 years. */
  private static final int TIME_LENGTH = 6;

  private static final int HANDLE_LENGTH = 16;
  private static final int SECRET_LENGTH = 32;

  /** 48 bytes are 64 characters with no bit left over: one token has one text. */
  private static final Pattern TEXT = Pattern.compile("[0-9A-Za-z_-]{64}");

  private final byte[] bytes;

  private RefreshToken(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A token of no session yet. */
  public static RefreshToken random(SecureRandom random, Instant now) {
    byte[] bytes = new byte[HANDLE_LENGTH + SECRET_LENGTH];
    random.nextBytes(bytes);
    // Of the 8 bytes the first two are zero, and the time's 6 are the first of the handle.
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
    System.arraycopy(time, Long.BYTES - TIME_LENGTH, bytes, 0, TIME_LENGTH);
    return new RefreshToken(bytes);
  }

  /** Reads what a client sent: empty when it is not of the form of a token. */
  public static Optional<RefreshToken> parse(String value) {
    return TEXT.matcher(value).matches()
        ? Optional.of(new RefreshToken(Base64.getUrlDecoder().decode(value)))
        : Optional.empty();
  }

  /** The token as clients keep it: 64 characters of base64url. */
  public String value() {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** The session that the token belongs to, if there is such a session at all. */
  public SessionId sessionId() {
    byte[] id = Arrays.copyOf(bytes, SessionId.LENGTH);
    byte[] hash = sha256(Arrays.copyOf(bytes, HANDLE_LENGTH));
    System.arraycopy(hash, 0, id, TIME_LENGTH, SessionId.LENGTH - TIME_LENGTH);
    return SessionId.of(id);
  }

  SecretHash secretHash() {
    return SecretHash.of(sha256(secret()));
  }

  /** The next token of the same session; the same each time for the same salt. */
  RefreshToken successor(Salt salt) {
    byte[] next = Arrays.copyOf(bytes, bytes.length);
    System.arraycopy(sha256(salt.bytes(), secret()), 0, next, HANDLE_LENGTH, SECRET_LENGTH);
    return new RefreshToken(next);
  }

  private byte[] secret() {
    return Arrays.copyOfRange(bytes, HANDLE_LENGTH, bytes.length);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RefreshToken that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RefreshToken[]";
  }
}
