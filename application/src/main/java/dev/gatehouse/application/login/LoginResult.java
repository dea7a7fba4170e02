package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.User;

/** A login that succeeded. */
public sealed interface LoginResult {

  /** Who is in. */
  User user();

  /** The identity that was proven. */
  ExternalIdentity identity();

  /** The user had been registered before. */
  record Returned(User user, ExternalIdentity identity) implements LoginResult {}

  /** This login registered the user. */
  record Registered(User user, ExternalIdentity identity) implements LoginResult {}
}
