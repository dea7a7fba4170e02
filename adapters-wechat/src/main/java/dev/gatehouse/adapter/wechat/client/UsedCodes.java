package dev.gatehouse.adapter.wechat.client;

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
 * The codes that this replica has sent to WeChat or is sending. A code is sent at most once within
 * its lifetime (SEC-19). Thread-safe.
 *
 * <p>Keeps salted hashes, never codes (SEC-21). Beyond {@value #MAX_CODES} codes the oldest is
 * removed first. A cache that evicts by use could remove the newest, which matter most.
 */
final class UsedCodes {

  /** How long WeChat accepts a code (reference, section 1.3). */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** WeChat's smaller limit is 10 000 exchanges a minute; this is that limit for the lifetime. */
  static final int MAX_CODES = 100_000;

  private final Clock clock;
  private final byte[] salt = new byte[16];

  /** The moment of each claim, oldest first. */
  private final SequencedMap<ByteBuffer, Instant> claimed = new LinkedHashMap<>();

  UsedCodes(Clock clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(salt);
  }

  /**
   * Claims a code for one exchange.
   *
   * @return whether the caller may send the code; false if it was claimed before
   */
  boolean claim(String code) {
    ByteBuffer hash = hash(code);
    Instant now = clock.instant();
    synchronized (claimed) {
      removeExpired(now.minus(LIFETIME));
      if (claimed.putIfAbsent(hash, now) != null) {
        return false;
      }
      if (claimed.size() > MAX_CODES) {
        claimed.pollFirstEntry();
      }
      return true;
    }
  }

  /** Releases a code that was claimed and not sent: it can be claimed again. */
  void release(String code) {
    ByteBuffer hash = hash(code);
    synchronized (claimed) {
      claimed.remove(hash);
    }
  }

  private void removeExpired(Instant claimedUntil) {
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
