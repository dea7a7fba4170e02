package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import java.util.Optional;

/** Logs in a person whose identity was proven before and who has decided to register. */
@FunctionalInterface
public interface ProvenLogin {

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
}
