package dev.gatehouse.adapter.phone.challenge;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Challenges in memory, for tests of other packages. */
public final class FakeChallenges {

  private FakeChallenges() {}

  public static Challenges in(InMemoryChallengeStore store, Clock clock) {
    return new Challenges(
        store, new CodeHasher(List.of(new byte[] {1})), new SecureRandom(), clock);
  }
}
