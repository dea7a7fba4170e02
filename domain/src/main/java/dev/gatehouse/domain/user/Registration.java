package dev.gatehouse.domain.user;

/** How an attempt to register somebody ended; either way there is now exactly one user. */
public sealed interface Registration {

  /** The one user of the identity. */
  User user();

  /** This call created the user. */
  record Created(User user) implements Registration {}

  /** The user was there already, perhaps since a moment ago when another call was faster. */
  record AlreadyThere(User user) implements Registration {}
}
