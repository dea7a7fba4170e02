package dev.gatehouse.application.login;

/** What happens to a person who logs in for the first time, the strictest last. */
public enum RegistrationMode {
  /** The person is registered. */
  AUTOMATIC,
  /** The login ends; the person says whether to register or to link an account. */
  ASK,
  /** The login is refused. */
  CLOSED;

  /** The stricter of two modes. */
  RegistrationMode and(RegistrationMode other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
