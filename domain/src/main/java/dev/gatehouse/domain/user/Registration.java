package dev.gatehouse.domain.user;

import java.util.Set;

/** The result of a registration. In both cases exactly one user of the identity exists now. */
public sealed interface Registration {

  /** The one user of the identity. */
  User user();

  /**
   * This call created the user.
   *
   * @param recordedIn where the store has recorded the registration, in its transaction; empty for
   *     a store that keeps users only
   */
  record Registered(User user, Set<RecordedIn> recordedIn) implements Registration {

    public Registered {
      recordedIn = Set.copyOf(recordedIn);
    }

    /** A user of a store that keeps users only. */
    public Registered(User user) {
      this(user, Set.of());
    }
  }

  /** The user existed already, perhaps because another call registered it a moment ago. */
  record Returned(User user) implements Registration {}
}
