package dev.gatehouse.application.account;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginEndings;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityLabels;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.ProofPurpose;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Login methods over the stores; first the freshness of the session, then the proof. */
public final class LoginMethodsService implements LoginMethods {

  private final IdentityProviders providers;
  private final UserRepository users;
  private final @Nullable AccountStore store;
  private final SessionStore sessions;
  private final AccountObserver observer;
  private final Duration freshFor;
  private final Clock clock;
  private final ProofLimit limit;

  /**
   * @param accounts null if the installation has none
   * @param observer is told of refusals and confirmations; the store records changes
   * @param freshFor how long a proof counts
   */
  public LoginMethodsService(
      IdentityProviders providers,
      UserRepository users,
      @Nullable AccountStore accounts,
      SessionStore sessions,
      AccountObserver observer,
      Duration freshFor,
      Clock clock) {
    this.providers = providers;
    this.users = users;
    this.store = accounts;
    this.sessions = sessions;
    this.observer = observer;
    this.freshFor = freshFor;
    this.clock = clock;
    this.limit = new ProofLimit(clock);
  }

  @Override
  public List<LoginMethodEntry> of(ActiveSession session) throws AccountException.NotOffered {
    AccountStore accounts = accounts();
    Optional<LoginMethodId> current = accounts.openedBy(session.session().id());
    return accounts.identitiesOf(session.user().id()).stream()
        .map(identity -> entry(identity, current))
        .toList();
  }

  @Override
  public LinkResult link(ActiveSession session, Credential credential)
      throws LoginException, AccountException {
    AccountStore accounts = accounts();
    try {
      requireFresh(session);
      ExternalIdentity identity = prove(session, credential, ProofPurpose.Kind.LINK);
      Optional<LoginMethodId> current = accounts.openedBy(session.session().id());
      return switch (accounts.link(session.user().id(), identity)) {
        case Linking.Linked(LinkedIdentity linked) -> new LinkResult.Added(entry(linked, current));
        case Linking.AlreadyTheirs(LinkedIdentity linked) ->
            new LinkResult.Present(entry(linked, current));
        case Linking.TakenByAnother _ -> throw new AccountException.IdentityTaken();
        case Linking.TooMany _ -> throw new AccountException.TooManyLoginMethods();
        case Linking.UserInactive _ -> throw new SessionInvalidException();
      };
    } catch (AccountException refusal) {
      record(AccountAttempt.Kind.LINK, refusal.code(), session, credential.method());
      throw refusal;
    } catch (LoginException ending) {
      record(AccountAttempt.Kind.LINK, session, credential.method(), ending);
      throw ending;
    }
  }

  @Override
  public int unlink(ActiveSession session, LoginMethodId id) throws AccountException {
    AccountStore accounts = accounts();
    try {
      requireFresh(session);
      return switch (accounts.unlink(
          session.user().id(), id, session.session().id(), providers.methods())) {
        case Unlinking.Unlinked(_, int sessionsEnded) -> sessionsEnded;
        case Unlinking.LastOne _ -> throw new AccountException.LastLoginMethod();
        case Unlinking.NotTheirs _ -> throw new AccountException.NoSuchLoginMethod();
        case Unlinking.UserInactive _ -> throw new SessionInvalidException();
      };
    } catch (AccountException refusal) {
      record(AccountAttempt.Kind.UNLINK, refusal.code(), session, null);
      throw refusal;
    }
  }

  @Override
  public void confirm(ActiveSession session, Credential credential) throws LoginException {
    try {
      ExternalIdentity identity = prove(session, credential, ProofPurpose.Kind.CONFIRM);
      if (users
          .findByIdentity(identity)
          .filter(user -> user.id().equals(session.user().id()))
          .isEmpty()) {
        throw new LoginException.CredentialRejected("the identity leads to another user or none");
      }
    } catch (LoginException ending) {
      record(AccountAttempt.Kind.CONFIRM, session, credential.method(), ending);
      throw ending;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!sessions.confirm(session.session().id(), now)) {
      throw new SessionInvalidException();
    }
    record(AccountAttempt.Kind.CONFIRM, AccountAttempt.SUCCESS, session, credential.method());
  }

  private AccountStore accounts() throws AccountException.NotOffered {
    if (store == null) {
      throw new AccountException.NotOffered();
    }
    return store;
  }

  private void requireFresh(ActiveSession session) throws AccountException.ConfirmationRequired {
    if (!session.session().isFresh(clock.instant(), freshFor)) {
      throw new AccountException.ConfirmationRequired(freshFor);
    }
  }

  private ExternalIdentity prove(
      ActiveSession session, Credential credential, ProofPurpose.Kind purpose)
      throws LoginException {
    IdentityProvider provider = providers.of(credential.method());
    ExternalIdentity identity;
    try {
      identity =
          identity(
              provider,
              credential.presentedFor(new ProofPurpose(purpose, session.session().id().value())),
              session);
    } catch (LoginException ending) {
      // The method's own words can then explain the failure.
      ending.initMethod(credential.method());
      throw ending;
    }
    if (!identity.method().equals(credential.method())) {
      throw new IllegalStateException(
          "the provider of %s proved an identity of %s"
              .formatted(credential.method(), identity.method()));
    }
    return identity;
  }

  private ExternalIdentity identity(
      IdentityProvider provider, Credential credential, ActiveSession session)
      throws LoginException {
    refuseBrowsers(provider, credential);
    users.requireReachable();
    limit.count(session.session().id());
    return provider.authenticate(credential).identity();
  }

  /** A code that came to a browser must come back to the browser that began (SEC-01). */
  private static void refuseBrowsers(IdentityProvider provider, Credential credential)
      throws LoginException {
    if (provider instanceof RedirectIdentityProvider redirect
        && credential
            .field(IdentityProvider.CHANNEL)
            .filter(redirect::beginsInBrowser)
            .isPresent()) {
      throw new LoginException.StateMismatch("a credential of a browser needs its attempt");
    }
  }

  private LoginMethodEntry entry(LinkedIdentity identity, Optional<LoginMethodId> current) {
    return new LoginMethodEntry(
        identity, label(identity.identity()), current.filter(identity.id()::equals).isPresent());
  }

  private @Nullable String label(ExternalIdentity identity) {
    try {
      return providers.of(identity.method()) instanceof IdentityLabels labels
          ? labels.labelOf(identity)
          : null;
    } catch (LoginException.UnknownLoginMethod uninstalled) {
      return null;
    }
  }

  private void record(
      AccountAttempt.Kind kind, ActiveSession session, LoginMethod method, LoginException ending) {
    record(
        kind,
        LoginEndings.word(ending),
        session,
        LoginEndings.isUnderstood(ending) ? method : null);
  }

  private void record(
      AccountAttempt.Kind kind,
      String outcome,
      ActiveSession session,
      @Nullable LoginMethod method) {
    observer.tried(new AccountAttempt(kind, clock.instant(), session.user().id(), method, outcome));
  }
}
