package dev.gatehouse.application.login;

import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;

/**
 * Lets somebody in: finds the user to whom a credential leads, or registers one.
 *
 * <p>Thread-safe. Not idempotent as far as the credential goes: most can be proven only once.
 */
public interface LoginOrRegister {

  /**
   * Logs in whom the credential proves.
   *
   * @return the one user of the proven identity. Of any number of simultaneous first logins of one
   *     person exactly one is {@link LoginResult.Registered}, and all name the same user.
   * @throws LoginException if the login ended without a user; nothing was written
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     nothing is half-written
   */
  LoginResult login(Credential credential) throws LoginException;
}
