package dev.gatehouse.domain.login;

import java.time.Duration;

/**
 * Implemented by an {@link IdentityProvider} whose identities can pass to another person, such as a
 * phone number that a carrier gives out again. Thread-safe.
 */
public interface ReassignableIdentities {

  /**
   * How long an identity can be unused before it is dormant. A dormant identity alone does not open
   * an account that its user can reach by another login method.
   *
   * @return positive, the same at each call
   */
  Duration dormantAfter();
}
