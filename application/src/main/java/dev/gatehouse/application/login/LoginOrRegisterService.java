package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.user.KnownUser;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Guards, proves, finds or registers: first the guard, then the proof, then the lookup; for a new
 * person also the profile and the rows. {@link LoginOutcomes} tells the listeners how it ended.
 */
public final class LoginOrRegisterService implements LoginOrRegister, GuardedLogin, ProvenLogin {

  private final LoginOutcomes outcomes;
  private final UserRepository users;
  private final UserName defaultName;
  private final RegistrationMode mode;
  private final DormantIdentities dormant;

  /**
   * Registers every person who logs in for the first time.
   *
   * @param defaultName the name of a new user whose provider gives no name that can be shown
   */
  public LoginOrRegisterService(
      LoginOutcomes outcomes, UserRepository users, UserName defaultName) {
    this(outcomes, users, defaultName, RegistrationMode.AUTOMATIC, DormantIdentities.NONE);
  }

  /**
   * @param defaultName the name of a new user whose provider gives no name that can be shown
   */
  public LoginOrRegisterService(
      LoginOutcomes outcomes,
      UserRepository users,
      UserName defaultName,
      RegistrationMode mode,
      DormantIdentities dormant) {
    this.dormant = dormant;
    this.outcomes = outcomes;
    this.users = users;
    this.defaultName = defaultName;
    this.mode = mode;
  }

  @Override
  public LoginResult login(Credential credential, RegistrationMode mode) throws LoginException {
    return login(credential, mode, provider -> refuseBrowsers(provider, credential));
  }

  @Override
  public LoginResult login(Credential credential, RegistrationMode wanted, LoginGuard guard)
      throws LoginException {
    return outcomes.tell(
        credential.method(),
        credential.field(IdentityProvider.CHANNEL),
        (provider, channel) -> login(provider, credential, channel, mode.and(wanted), guard));
  }

  @Override
  public LoginResult login(
      ExternalIdentity identity, NewUser person, Optional<String> channel, LoginGuard last)
      throws LoginException {
    return outcomes.tell(
        identity.method(),
        channel,
        (provider, _) -> {
          Optional<KnownUser> known = users.findForLogin(identity, Instant.EPOCH);
          if (known.isPresent()) {
            LoginOutcomes.Entry entry = returned(known.get().user(), identity);
            last.check(provider);
            return entry;
          }
          if (mode == RegistrationMode.CLOSED) {
            throw new LoginException.RegistrationClosed();
          }
          last.check(provider);
          return register(person, identity);
        });
  }

  @Override
  public LoginResult register(
      ExternalIdentity identity, NewUser person, Optional<String> channel, LoginGuard release)
      throws LoginException {
    return outcomes.tell(
        identity.method(),
        channel,
        (provider, _) -> {
          if (mode == RegistrationMode.CLOSED) {
            throw new LoginException.RegistrationClosed();
          }
          release.check(provider);
          LoginOutcomes.Entry entry = register(person, identity);
          if (entry.result() instanceof LoginResult.Returned) {
            throw new LoginException.CredentialRejected("the identity was registered meanwhile");
          }
          return entry;
        });
  }

  @Override
  public LoginResult reopen(ExternalIdentity identity, Reopening account) throws LoginException {
    return outcomes.tell(
        identity.method(), Optional.empty(), (_, _) -> returned(account.reopen(), identity));
  }

  private LoginOutcomes.Entry login(
      IdentityProvider provider,
      Credential credential,
      Optional<String> channel,
      RegistrationMode mode,
      LoginGuard guard)
      throws LoginException {
    guard.check(provider);
    users.requireReachable();
    Authentication proven = provider.authenticate(credential);
    requireOwnIdentity(credential, proven.identity());

    Optional<KnownUser> known = users.findForLogin(proven.identity(), dormant.usedSince(provider));
    if (known.isPresent()) {
      return known.get().dormant()
          ? returnedDormant(known.get().user(), proven, channel)
          : returned(named(known.get().user(), proven), proven.identity());
    }
    return switch (mode) {
      case AUTOMATIC -> register(newUser(proven), proven.identity());
      case ASK ->
          throw new LoginException.NotRegistered(
              proven.identity(), newUser(proven), channel.orElse(null));
      case CLOSED -> throw new LoginException.RegistrationClosed();
    };
  }

  private LoginOutcomes.Entry register(NewUser person, ExternalIdentity identity)
      throws LoginException {
    return switch (users.registerIfAbsent(person, identity)) {
      case Registration.Registered(User user, var recordedIn) ->
          new LoginOutcomes.Entry(new LoginResult.Registered(user, identity), recordedIn);
      case Registration.Returned(User user) -> returned(user, identity);
    };
  }

  /**
   * The credential of a browser is good for a {@link GuardedLogin} alone, which knows the browser
   * that began. So a front that knows nothing of browsers lets in no stranger's (SEC-01).
   */
  private static void refuseBrowsers(IdentityProvider provider, Credential credential)
      throws LoginException {
    if (provider instanceof RedirectIdentityProvider redirect && redirect.needsState(credential)) {
      credential.require(RedirectIdentityProvider.STATE);
      credential.require(RedirectIdentityProvider.CODE);
      throw new LoginException.StateMismatch("this browser keeps no open attempt of the state");
    }
  }

  /** Nothing of the account is shown or changed before the user has proven another identity. */
  private LoginOutcomes.Entry returnedDormant(
      User user, Authentication proven, Optional<String> channel) throws LoginException {
    requireActive(user, proven.identity());
    if (dormant.needsOther(user.id(), proven.identity())) {
      throw new LoginException.DormantIdentity(
          user.id(), proven.identity(), newUser(proven), channel.orElse(null));
    }
    return new LoginOutcomes.Entry(
        new LoginResult.Returned(named(user, proven), proven.identity(), true), Set.of());
  }

  private static LoginOutcomes.Entry returned(User user, ExternalIdentity identity)
      throws LoginException {
    requireActive(user, identity);
    return new LoginOutcomes.Entry(new LoginResult.Returned(user, identity), Set.of());
  }

  private static void requireActive(User user, ExternalIdentity identity) throws LoginException {
    if (user.disabled()) {
      throw new LoginException.AccountDisabled(user.id());
    }
    if (user.closesAt().isPresent()) {
      throw new LoginException.AccountClosing(user.id(), identity, user.closesAt().get());
    }
  }

  /**
   * A user who once had no name gets the one that the provider gives now. That is a favour, not
   * part of the login: what fails here is left for the next login.
   */
  private User named(User known, Authentication proven) {
    if (!known.active() || !known.name().equals(defaultName.value())) {
      return known;
    }
    try {
      return UserName.from(proven.profile().name())
          .filter(name -> !name.equals(defaultName))
          .flatMap(name -> users.replaceUnchosenName(known, name))
          .orElse(known);
    } catch (LoginException | StorageUnavailableException e) {
      return known;
    }
  }

  private NewUser newUser(Authentication proven) throws LoginException {
    return new NewUser(UserName.from(proven.profile().name()).orElse(defaultName));
  }

  /** A provider that proves an identity of another method would open the accounts of that one. */
  private static void requireOwnIdentity(Credential credential, ExternalIdentity identity) {
    if (!identity.method().equals(credential.method())) {
      throw new IllegalStateException(
          "the provider of %s proved an identity of %s"
              .formatted(credential.method(), identity.method()));
    }
  }
}
