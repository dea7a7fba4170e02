package dev.gatehouse.adapter.phone.challenge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.phone.challenge.ChallengeStore.KeptCode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Issues codes and takes them back. A code belongs to a challenge, which only the client that asked
 * knows: without it a code is worth nothing and no try is used up, so a stranger who knows a number
 * can neither use up the owner's tries nor replace the owner's code. Thread-safe.
 */
public final class Challenges {

  /** How long a code is valid. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final int ID_BYTES = 32;
  private static final int LONGEST_ID = 64;
  private static final int CODES = 1_000_000;

  private final ChallengeStore store;
  private final CodeHasher hasher;
  private final SecureRandom random;
  private final Clock clock;

  Challenges(ChallengeStore store, CodeHasher hasher, SecureRandom random, Clock clock) {
    this.store = store;
    this.hasher = hasher;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Challenges in a database.
   *
   * @param keys hash codes; the first hashes, all verify
   */
  public static Challenges in(
      JdbcChallengeStore store, List<byte[]> keys, SecureRandom random, Clock clock) {
    return new Challenges(store, new CodeHasher(keys), random, clock);
  }

  /**
   * A code to send.
   *
   * @param challenge that the client has to name with the code
   * @param code six digits
   */
  public record Issued(String challenge, String code) {

    /** Shows neither. */
    @Override
    public String toString() {
      return "Issued[]";
    }
  }

  /** Whether a code was the right one. */
  public enum Redemption {
    PROVEN,
    /** The challenge is right and the code is not; a try was used up. */
    WRONG_CODE,
    /** No open challenge of this name for this subject. */
    NO_CHALLENGE
  }

  /**
   * Issues a code.
   *
   * @param named the challenge in which the client asks again; a new one is begun if it is none of
   *     this subject, or can no longer be redeemed
   */
  public Issued issue(Subject subject, String named) {
    String code = "%06d".formatted(random.nextInt(CODES));
    Instant now = clock.instant();
    Instant expiry = now.plus(LIFETIME);
    if (isId(named)) {
      KeptCode another = new KeptCode(hasher.hash(named, subject, code), expiry);
      if (store.addCode(CodeHasher.idHash(named), subject, another, now)) {
        return new Issued(named, code);
      }
    }
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    KeptCode kept = new KeptCode(hasher.hash(challenge, subject, code), expiry);
    store.add(CodeHasher.idHash(challenge), subject, kept, now);
    return new Issued(challenge, code);
  }

  /**
   * Takes a code. Of many calls with the right one, one is {@code PROVEN}. A try is used up before
   * the code is compared, so guesses that come at once do not share one.
   */
  public Redemption redeem(Subject subject, String challenge, String code) {
    if (!isId(challenge)) {
      return Redemption.NO_CHALLENGE;
    }
    return store.redeem(
        CodeHasher.idHash(challenge),
        subject,
        hasher.hashes(challenge, subject, code),
        clock.instant());
  }

  private static boolean isId(String text) {
    return !text.isEmpty() && text.getBytes(UTF_8).length <= LONGEST_ID;
  }
}
