package dev.gatehouse.adapter.phone;

import java.time.Duration;
import java.time.Instant;

/**
 * Where codes are kept from when they are sent until they are handed in: one for each number, the
 * latest.
 *
 * <p>Implementations are thread-safe, and one of many replicas. Every method throws {@link
 * dev.gatehouse.domain.user.StorageUnavailableException} when it could not look or could not write.
 */
interface SentCodes {

  /** How long a code is good for. */
  Duration LIFETIME = Duration.ofMinutes(5);

  /** How often a code may be handed in, rightly or wrongly. */
  int TRIES = 5;

  /** Between two codes for one number. */
  Duration PAUSE = Duration.ofMinutes(1);

  /** Codes for one number, in a day of UTC. */
  int MOST_A_DAY = 10;

  /** Whether a code may be sent. */
  enum Keeping {
    KEPT,
    TOO_OFTEN
  }

  /** Whether a code was the right one. */
  enum Redemption {
    PROVEN,
    REFUSED
  }

  /**
   * Keeps a code that is about to be sent, in place of the one before. Of many calls within {@link
   * #PAUSE} one answers {@link Keeping#KEPT}.
   */
  Keeping keep(PhoneNumber phone, CodeHash code, Instant now);

  /**
   * Takes a code that was handed in. Of many calls with the right one, one answers {@link
   * Redemption#PROVEN}; and nobody gets more than {@link #TRIES} guesses, however many come at
   * once.
   */
  Redemption redeem(PhoneNumber phone, CodeHash code, Instant now);
}
