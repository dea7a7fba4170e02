package dev.gatehouse.domain.login;

import java.util.Set;

/**
 * A way to prove a phone number without a code by SMS: a platform that has just verified the number
 * of its user. The provider of the phone's login method uses it for credentials that name one of
 * the channels. So neither the platform's adapter nor that of the phone needs the other.
 * Thread-safe.
 */
public interface PhoneNumberProof {

  /**
   * The channels through which a number can be proven.
   *
   * @return the same at each call; empty if the operator allows none
   */
  Set<String> channels();

  /**
   * Proves a number.
   *
   * @param credential names one of the channels
   * @return the number in the form of E.164
   * @throws LoginException as {@link IdentityProvider#authenticate} does
   */
  String prove(Credential credential) throws LoginException;
}
