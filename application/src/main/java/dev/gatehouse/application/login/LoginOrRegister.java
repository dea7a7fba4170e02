package dev.gatehouse.application.login;

import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;

/**
 * Logs in or registers: finds the user to whom a credential leads, or registers a new one.
 *
 * <p>Thread-safe. A call cannot be repeated with the same credential, because most credentials can
 * be proven only once.
 */
public interface LoginOrRegister {

  /**
   * Logs in the person whom the credential proves, and registers a new person if the installation
   * does so.
   *
   * @return the one user of the proven identity. Of any number of simultaneous first logins of one
   *     person, exactly one is {@link LoginResult.Registered}, and all name the same user.
   * @throws LoginException if the login ended without a user; nothing was then written about a user
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     nothing is then half-written
   */
  default LoginResult login(Credential credential) throws LoginException {
    return login(credential, RegistrationMode.AUTOMATIC);
  }

  /**
   * Logs in as {@link #login(Credential)} does.
   *
   * @param mode what the client wants for a new person; the stricter of this and the installation's
   *     mode counts
   * @throws LoginException.NotRegistered if the person is new and is to be asked
   * @throws LoginException.DormantIdentity if the identity was not used for long and the user has
   *     another
   */
  LoginResult login(Credential credential, RegistrationMode mode) throws LoginException;
}
