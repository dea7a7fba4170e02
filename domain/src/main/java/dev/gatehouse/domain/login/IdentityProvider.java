package dev.gatehouse.domain.login;

import dev.gatehouse.domain.identity.LoginMethod;
import java.util.Set;

/**
 * One way to log in: proves a credential with its issuer.
 *
 * <p>Implementations are thread-safe, and many threads call them at once. Each call ends within the
 * implementation's own deadline, whether it succeeds or fails. {@code IdentityProviderContract} in
 * the testkit is this contract as tests.
 */
public interface IdentityProvider {

  /** The field of a credential that names the channel. */
  String CHANNEL = "channel";

  /**
   * The one login method that this provider serves.
   *
   * @return the same at each call
   */
  LoginMethod method();

  /**
   * The channels of this method: all the values that the field {@value #CHANNEL} of a credential
   * can have. A client made up any other value, and no log or record repeats it.
   *
   * @return the same at each call; empty, as for most methods, if there are no channels
   */
  default Set<String> channels() {
    return Set.of();
  }

  /**
   * Proves a credential. Some credentials can be proven only once, so this method never sends one
   * to the provider a second time.
   *
   * @param credential a credential of this provider's method
   * @return the proven identity
   * @throws LoginException if the credential proves no identity. The subclass says who can act: the
   *     caller, the person or the operator; or that it helps to wait. An outage of the provider is
   *     never reported as a rejection.
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the provider needs a store of
   *     this service and that store cannot be reached
   */
  Authentication authenticate(Credential credential) throws LoginException;
}
