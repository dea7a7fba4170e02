package dev.gatehouse.adapter.phone.challenge;

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
   * Takes one of the tries of a challenge. Never more than {@link #TRIES} calls for a challenge
   * succeed, however many come at once.
   *
   * @return false if there is no such challenge of this subject, or it is used, expired or without
   *     a try
   */
  boolean takeTry(String idHash, Subject subject, Instant now);

  /**
   * Uses a challenge up if a hash is that of one of its codes that has not expired.
   *
   * @param hashes of one code, by each key; 64 hexadecimal digits each
   * @return true for exactly one call
   */
  boolean use(String idHash, List<String> hashes, Instant now);

  /**
   * Removes challenges that expired.
   *
   * @return the number of removed challenges
   */
  int removeExpired(Instant now, int atMost);
}
