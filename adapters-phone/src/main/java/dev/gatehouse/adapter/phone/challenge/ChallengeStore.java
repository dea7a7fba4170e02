package dev.gatehouse.adapter.phone.challenge;

import dev.gatehouse.adapter.phone.challenge.Challenges.Redemption;
import java.time.Instant;
import java.util.List;

/**
 * Keeps challenges for all replicas. Thread-safe. Every method throws {@link
 * dev.gatehouse.domain.user.StorageUnavailableException} if it could not do its work.
 */
interface ChallengeStore {

  /** The guesses of one challenge, right or wrong, of all its codes together. */
  int TRIES = 5;

  /**
   * The hash of a code.
   *
   * @param hex 64 hexadecimal digits
   */
  record KeptCode(String hex, Instant expiresAt) {

    /** Does not show the hash. */
    @Override
    public String toString() {
      return "KeptCode[]";
    }
  }

  /** Keeps a new challenge. */
  void add(String idHash, Subject subject, KeptCode code, Instant now);

  /**
   * Adds another code to a challenge. The code before stays valid, the one before that does not.
   *
   * @return false if there is no such challenge of this subject that can still be redeemed
   */
  boolean addCode(String idHash, Subject subject, KeptCode code, Instant now);

  /**
   * Takes one of the tries of a challenge, and uses the challenge up if a hash is that of one of
   * its codes that has not expired. Never more than {@link #TRIES} codes are compared for a
   * challenge, however many come at once.
   *
   * @param hashes of one code, by each key; 64 hexadecimal digits each
   * @return {@code PROVEN} for at most one call; {@code NO_CHALLENGE} if there is no such challenge
   *     of this subject, or it is used, expired or without a try
   */
  Redemption redeem(String idHash, Subject subject, List<String> hashes, Instant now);

  /**
   * Removes challenges that expired.
   *
   * @return the number of removed challenges
   */
  int removeExpired(Instant now, int atMost);
}
