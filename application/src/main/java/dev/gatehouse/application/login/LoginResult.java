package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.User;

/** A login that succeeded. */
public sealed interface LoginResult {

  /** The user that is logged in. */
  User user();

  /** The identity that was proven. */
  ExternalIdentity identity();

  /**
   * The user had been registered before.
   *
   * @param dormant whether the identity had not been used for long, and is the only one that opens
   *     the account
   */
  record Returned(User user, ExternalIdentity identity, boolean dormant) implements LoginResult {

    /** A return by an identity that is in use. */
    public Returned(User user, ExternalIdentity identity) {
      this(user, identity, false);
    }
  }

  /** This login registered the user. */
  record Registered(User user, ExternalIdentity identity) implements LoginResult {}
}
