package dev.gatehouse.application.login;

/** What happens to a person who logs in for the first time. */
public enum RegistrationMode {
  /** The person is registered. */
  AUTOMATIC,
  /** The login is refused. */
  CLOSED
}
