package dev.gatehouse.adapter.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The codes that this replica has sent to WeChat, or is sending, for as long as a code lives: none
 * is sent a second time (SEC-19). Thread-safe.
 *
 * <p>Keeps salted hashes, never codes (SEC-21). Beyond {@value #KEPT_AT_MOST} the oldest is
 * forgotten first; a cache that evicts by use would forget the newest, which matter most.
 */
final class SpentCodes {

  /** How long WeChat takes a code (reference, section 1.3). */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** What WeChat's smaller limit of 10 000 exchanges a minute allows in that time. */
  static final int KEPT_AT_MOST = 100_000;

  private final Clock clock;
  private final byte[] salt = new byte[16];

  /** When each was claimed, oldest first. */
  private final SequencedMap<ByteBuffer, Instant> claimed = new LinkedHashMap<>();

  SpentCodes(Clock clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(salt);
  }

  /**
   * Claims a code for one exchange.
   *
   * @return whether it is the caller's now; false if somebody else has or had it
   */
  boolean claim(String code) {
    ByteBuffer hash = hash(code);
    Instant now = clock.instant();
    synchronized (claimed) {
      forgetExpired(now.minus(LIFETIME));
      if (claimed.putIfAbsent(hash, now) != null) {
        return false;
      }
      if (claimed.size() > KEPT_AT_MOST) {
        claimed.pollFirstEntry();
      }
      return true;
    }
  }

  /** Gives back a code that was claimed and not sent. */
  void release(String code) {
    ByteBuffer hash = hash(code);
    synchronized (claimed) {
      claimed.remove(hash);
    }
  }

  private void forgetExpired(Instant claimedUntil) {
    Map.Entry<ByteBuffer, Instant> oldest = claimed.firstEntry();
    while (oldest != null && !oldest.getValue().isAfter(claimedUntil)) {
      claimed.pollFirstEntry();
      oldest = claimed.firstEntry();
    }
  }

  private ByteBuffer hash(String code) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(salt);
      return ByteBuffer.wrap(sha256.digest(code.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
