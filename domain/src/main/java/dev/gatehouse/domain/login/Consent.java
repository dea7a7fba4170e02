package dev.gatehouse.domain.login;

/** Whether a provider's page asks the person before it sends the browser back. */
public enum Consent {

  /** The provider may answer for the person, silently, if that is how the channel is set up. */
  WHEN_NEEDED,

  /** The page asks the person for all that a login can need. */
  REQUIRED
}
