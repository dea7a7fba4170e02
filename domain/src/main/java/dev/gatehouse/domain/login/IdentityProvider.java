package dev.gatehouse.domain.login;

import java.util.Set;

/**
 * One way to log in: proves a credential with whoever issued it.
 *
 * <p>Implementations are thread-safe and are called by many threads at once. A call ends within the
 * implementation's own deadline, one way or the other. {@code IdentityProviderContract} in the
 * testkit is this contract as tests.
 */
public interface IdentityProvider {

  /** The field of a credential that names the channel. */
  String CHANNEL = "channel";

  /** The one login method that this provider serves; the same at each call. */
  LoginMethod method();

  /**
   * The channels of this method: all that the field {@value #CHANNEL} of a credential can name.
   * Whatever else stands there a client made up, and no record repeats it. Most methods have none.
   *
   * @return the same at each call
   */
  default Set<String> channels() {
    return Set.of();
  }

  /**
   * Proves the credential. Whether a credential can be proven twice is the provider's affair; this
   * method never sends one to the provider more than once.
   *
   * @param credential a credential of this provider's method
   * @return the proven identity
   * @throws LoginException naming who can act: the caller, the person, the operator, or nobody but
   *     time. An outage is never reported as a rejection.
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if what it needs is in a store of
   *     this service that is gone
   */
  Authentication authenticate(Credential credential) throws LoginException;
}
