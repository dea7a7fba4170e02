package dev.gatehouse.application.account;

/** A link that succeeded. */
public sealed interface LinkResult {

  LoginMethodEntry entry();

  /** This call linked the login method. */
  record Added(LoginMethodEntry entry) implements LinkResult {}

  /** The user had the login method before. */
  record Present(LoginMethodEntry entry) implements LinkResult {}
}
