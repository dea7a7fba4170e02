package dev.gatehouse.domain.login;

import dev.gatehouse.domain.identity.ExternalIdentity;

/**
 * Implemented by an {@link IdentityProvider} that has a text by which users recognize their own
 * identities, such as a phone number with its middle hidden. Thread-safe.
 */
public interface IdentityLabels {

  /**
   * The text for an identity of this provider's method.
   *
   * @return shown to the user whose identity it is, and to operators
   */
  String labelOf(ExternalIdentity identity);
}
