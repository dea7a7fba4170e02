package dev.gatehouse.domain.user;

/** The result of a registration. In both cases exactly one user of the identity exists now. */
public sealed interface Registration {

  /** The one user of the identity. */
  User user();

  /** This call created the user. */
  record Registered(User user) implements Registration {}

  /** The user existed already, perhaps because another call registered it a moment ago. */
  record Returned(User user) implements Registration {}
}
