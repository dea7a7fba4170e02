package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.User;
import java.util.Optional;

/** Logs in a person whose identity was proven before and who has decided how to go on. */
public interface ProvenLogin {

  /** Cancels the closure of an account. */
  @FunctionalInterface
  interface Reopening {

    /**
     * Returns the user.
     *
     * @throws LoginException how the login ends otherwise
     */
    User reopen() throws LoginException;
  }

  /**
   * Registers the person, or logs in the user to whom the identity leads by now.
   *
   * @param channel through which the identity was proven
   * @param last is checked after everything that could refuse the person, and before anything is
   *     written
   * @throws LoginException.RegistrationClosed if the person is still unknown and no new user is
   *     registered
   * @throws LoginException if the user may not log in, or as {@code last} decides
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     nothing is then half-written
   */
  LoginResult login(
      ExternalIdentity identity, NewUser person, Optional<String> channel, LoginGuard last)
      throws LoginException;

  /**
   * Registers the person in place of the user to whom the identity led.
   *
   * @param channel through which the identity was proven
   * @param release takes the identity from that user, or refuses the person; asked after everything
   *     else that could refuse the person, and before anything is written
   * @throws LoginException.RegistrationClosed if no new user is registered
   * @throws LoginException.CredentialRejected if another call registered the identity meanwhile
   * @throws LoginException as {@code release} decides
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached;
   *     the identity then leads to that user, to the new one or to no user
   */
  LoginResult register(
      ExternalIdentity identity, NewUser person, Optional<String> channel, LoginGuard release)
      throws LoginException;

  /**
   * Logs in the user of an account whose closure is cancelled.
   *
   * @throws LoginException if the user may not log in, or as {@code account} decides
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached
   */
  LoginResult reopen(ExternalIdentity identity, Reopening account) throws LoginException;
}
