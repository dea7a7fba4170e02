package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.util.Optional;

/** The one way in: proof first, then the lookup, then, for somebody new, profile and rows. */
public final class LoginOrRegisterService implements LoginOrRegister {

  private final IdentityProviders providers;
  private final UserRepository users;
  private final UserName defaultName;

  /**
   * @param defaultName the name of a new user whose provider gives none that can be shown
   */
  public LoginOrRegisterService(
      IdentityProviders providers, UserRepository users, UserName defaultName) {
    this.providers = providers;
    this.users = users;
    this.defaultName = defaultName;
  }

  @Override
  public LoginResult login(Credential credential) throws LoginException {
    IdentityProvider provider = providers.of(credential.method());
    users.requireReachable();
    Authentication proven = provider.authenticate(credential);
    requireOwnIdentity(credential, proven.identity());

    Optional<User> known = users.findByIdentity(proven.identity());
    if (known.isPresent()) {
      return returned(known.get(), proven.identity());
    }
    return switch (users.registerIfAbsent(newUser(proven), proven.identity())) {
      case Registration.Registered(User user) ->
          new LoginResult.Registered(user, proven.identity());
      case Registration.Returned(User user) -> returned(user, proven.identity());
    };
  }

  private static LoginResult returned(User user, ExternalIdentity identity) throws LoginException {
    if (user.disabled()) {
      throw new LoginException.AccountDisabled(user.id());
    }
    return new LoginResult.Returned(user, identity);
  }

  private NewUser newUser(Authentication proven) throws LoginException {
    return new NewUser(UserName.from(proven.profile().name()).orElse(defaultName));
  }

  /** A provider that vouches in another's name would open every account of that other method. */
  private static void requireOwnIdentity(Credential credential, ExternalIdentity identity) {
    if (!identity.method().equals(credential.method())) {
      throw new IllegalStateException(
          "the provider of %s vouched for an identity of %s"
              .formatted(credential.method(), identity.method()));
    }
  }
}
