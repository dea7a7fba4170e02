package dev.gatehouse.application.login;

import dev.gatehouse.domain.user.User;

/** A login that succeeded. */
public sealed interface LoginResult {

  /** Who is in. */
  User user();

  /** Somebody who had been here before. */
  record Returned(User user) implements LoginResult {}

  /** Somebody whom this very login registered. */
  record Registered(User user) implements LoginResult {}
}
