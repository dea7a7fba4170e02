package dev.gatehouse.application.account;

import dev.gatehouse.application.browser.AttemptUse;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginEndings;
import dev.gatehouse.application.login.LoginGuard;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.application.ticket.LinkTicket;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.application.ticket.TicketUse;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityLabels;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.ProofPurpose;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Login methods over the stores; first the freshness of the session, then the proof. */
public final class LoginMethodsService implements LoginMethods, BrowserProofs {

  private final IdentityProviders providers;
  private final UserRepository users;
  private final @Nullable AccountStore store;
  private final SessionStore sessions;
  private final AccountObserver observer;
  private final Duration freshFor;
  private final Clock clock;
  private final ProofLimit limit;
  private final AttemptUse attempts;
  private final TicketUse tickets;
  private final RandomGenerator random;

  /**
   * What proofs in a browser need.
   *
   * @param random hard to predict, thread-safe
   */
  public record Browsers(UsedStateStore usedStates, RandomGenerator random) {}

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
      Browsers browsers,
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
    this.attempts = new AttemptUse(browsers.usedStates(), clock);
    this.tickets = new TicketUse(browsers.usedStates(), clock);
    this.random = browsers.random();
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
  public LoginMethod requireMethod(ActiveSession session, AccountAttempt.Kind kind, String code)
      throws LoginException.UnknownLoginMethod {
    Optional<LoginMethod> method = LoginMethod.parse(code);
    if (method.isEmpty()) {
      throw recorded(
          new Trial(kind, session, null, Optional.empty()),
          new LoginException.UnknownLoginMethod());
    }
    return method.get();
  }

  @Override
  public LinkResult link(ActiveSession session, Credential credential)
      throws LoginException, AccountException {
    AccountStore accounts = accounts();
    Trial trial = trial(AccountAttempt.Kind.LINK, session, credential);
    try {
      requireFresh(session);
      return link(trial, accounts, prove(session, credential, ProofPurpose.Kind.LINK).identity());
    } catch (AccountException refusal) {
      throw recorded(trial, refusal);
    } catch (LoginException ending) {
      throw recorded(trial, ending);
    }
  }

  private LinkResult link(Trial trial, AccountStore accounts, ExternalIdentity identity)
      throws AccountException {
    Optional<LoginMethodId> current = accounts.openedBy(trial.session().session().id());
    UserId user = trial.session().user().id();
    return switch (RequestContext.through(trial.channel(), () -> accounts.link(user, identity))) {
      case Linking.Linked(LinkedIdentity linked) -> new LinkResult.Added(entry(linked, current));
      case Linking.AlreadyTheirs(LinkedIdentity linked) ->
          new LinkResult.Present(entry(linked, current));
      case Linking.TakenByAnother _ -> throw new AccountException.IdentityTaken();
      case Linking.TooMany _ -> throw new AccountException.TooManyLoginMethods();
      case Linking.UserInactive _ -> throw new SessionInvalidException();
    };
  }

  @Override
  public ProofPurpose begin(ActiveSession session, ProofPurpose.Kind kind) throws AccountException {
    if (kind == ProofPurpose.Kind.LINK) {
      accounts();
      try {
        requireFresh(session);
      } catch (AccountException.ConfirmationRequired refusal) {
        throw recorded(
            new Trial(AccountAttempt.Kind.LINK, session, null, Optional.empty()), refusal);
      }
    }
    return new ProofPurpose(kind, session.session().id().value());
  }

  @Override
  public LinkTicket prove(
      @Nullable ActiveSession session,
      ProofPurpose purpose,
      LoginAttempt attempt,
      Callback callback)
      throws LoginException, AccountException {
    ActiveSession own = requireSession(session);
    Trial trial = trial(AccountAttempt.Kind.LINK, own, attempt);
    try {
      requireOwn(own, purpose, ProofPurpose.Kind.LINK);
      requireFresh(own);
      ExternalIdentity identity = complete(own, purpose, attempt, callback).identity();
      return new LinkTicket(
          own.session().id(),
          identity,
          attempt.channel(),
          attempt.returnTo(),
          State.fresh(random),
          clock.instant().plus(LoginAttempt.LIFETIME));
    } catch (AccountException refusal) {
      throw recorded(trial, refusal);
    } catch (LoginException ending) {
      throw recorded(trial, ending);
    }
  }

  @Override
  public LinkResult link(ActiveSession session, LinkTicket ticket)
      throws LoginException, AccountException {
    AccountStore accounts = accounts();
    Trial trial =
        new Trial(
            AccountAttempt.Kind.LINK,
            session,
            ticket.identity().method(),
            Optional.of(ticket.channel()));
    try {
      if (!ticket.session().equals(session.session().id())
          || !tickets.firstUse(ticket.nonce(), ticket.expiresAt())) {
        throw new LoginException.StateMismatch("the ticket is of another session, old or used");
      }
      return link(trial, accounts, ticket.identity());
    } catch (AccountException refusal) {
      throw recorded(trial, refusal);
    } catch (LoginException ending) {
      throw recorded(trial, ending);
    }
  }

  /** Uses a ticket up. */
  interface Use {
    void use() throws LoginException.CredentialRejected;
  }

  /** Links the identity of a ticket, which is used only if the session is fresh. */
  LinkResult link(ActiveSession session, RegistrationTicket ticket, Use use)
      throws LoginException, AccountException {
    AccountStore accounts = accounts();
    Trial trial =
        new Trial(
            AccountAttempt.Kind.LINK,
            session,
            ticket.identity().method(),
            Optional.ofNullable(ticket.channel()));
    try {
      requireFresh(session);
      use.use();
      LinkResult result = link(trial, accounts, ticket.identity());
      accounts.noteUse(session.user().id(), ticket.identity());
      return result;
    } catch (AccountException refusal) {
      throw recorded(trial, refusal);
    } catch (LoginException ending) {
      throw recorded(trial, ending);
    }
  }

  @Override
  public void confirm(
      @Nullable ActiveSession session,
      ProofPurpose purpose,
      LoginAttempt attempt,
      Callback callback)
      throws LoginException, AccountException.ConfirmationRequired {
    ActiveSession own = requireSession(session);
    confirm(
        trial(AccountAttempt.Kind.CONFIRM, own, attempt),
        () -> {
          requireOwn(own, purpose, ProofPurpose.Kind.CONFIRM);
          return complete(own, purpose, attempt, callback);
        });
  }

  private static ActiveSession requireSession(@Nullable ActiveSession session)
      throws LoginException.StateMismatch {
    if (session == null) {
      throw new LoginException.StateMismatch("the session of the attempt is over");
    }
    return session;
  }

  private static void requireOwn(
      ActiveSession session, ProofPurpose purpose, ProofPurpose.Kind kind)
      throws LoginException.StateMismatch {
    if (purpose.kind() != kind || !purpose.session().equals(session.session().id().value())) {
      throw new LoginException.StateMismatch("the attempt was begun in another session");
    }
  }

  private Authentication complete(
      ActiveSession session, ProofPurpose purpose, LoginAttempt attempt, Callback callback)
      throws LoginException {
    attempts.use(attempt, callback);
    Credential credential =
        new Credential(
            attempt.method(),
            Map.of(
                IdentityProvider.CHANNEL,
                attempt.channel(),
                RedirectIdentityProvider.CODE,
                Objects.requireNonNull(callback.code(), "code")));
    return prove(session, credential.presentedFor(purpose), _ -> {});
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
      throw recorded(
          new Trial(AccountAttempt.Kind.UNLINK, session, null, Optional.empty()), refusal);
    }
  }

  @Override
  public void confirm(ActiveSession session, Credential credential)
      throws LoginException, AccountException.ConfirmationRequired {
    confirm(
        trial(AccountAttempt.Kind.CONFIRM, session, credential),
        () -> prove(session, credential, ProofPurpose.Kind.CONFIRM));
  }

  /** Proves an identity. */
  private interface Proof {
    Authentication call() throws LoginException;
  }

  private void confirm(Trial trial, Proof proof)
      throws LoginException, AccountException.ConfirmationRequired {
    try {
      Authentication proven = proof.call();
      if (!proven.mayConfirm()) {
        throw new AccountException.ConfirmationRequired(freshFor);
      }
      if (users
          .findByIdentity(proven.identity())
          .filter(user -> user.id().equals(trial.session().user().id()))
          .isEmpty()) {
        throw new LoginException.CredentialRejected("the identity leads to another user or none");
      }
    } catch (AccountException.ConfirmationRequired refusal) {
      throw recorded(trial, refusal);
    } catch (LoginException ending) {
      throw recorded(trial, ending);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!sessions.confirm(trial.session().session().id(), now)) {
      throw new SessionInvalidException();
    }
    record(trial, AccountAttempt.SUCCESS, trial.method(), "");
  }

  private AccountStore accounts() throws AccountException.NotOffered {
    if (store == null) {
      throw new AccountException.NotOffered();
    }
    return store;
  }

  /** Whether a session is fresh, and there is a store. */
  boolean canChange(ActiveSession session) {
    return store != null && isFresh(session);
  }

  @Override
  public boolean isFresh(ActiveSession session) {
    return session.session().isFresh(clock.instant(), freshFor);
  }

  private void requireFresh(ActiveSession session) throws AccountException.ConfirmationRequired {
    if (!isFresh(session)) {
      throw new AccountException.ConfirmationRequired(freshFor);
    }
  }

  private Authentication prove(ActiveSession session, Credential credential, ProofPurpose.Kind kind)
      throws LoginException {
    return prove(
        session,
        credential.presentedFor(new ProofPurpose(kind, session.session().id().value())),
        provider -> refuseBrowsers(provider, credential));
  }

  private Authentication prove(ActiveSession session, Credential credential, LoginGuard guard)
      throws LoginException {
    IdentityProvider provider = providers.of(credential.method());
    Authentication proven;
    try {
      guard.check(provider);
      users.requireReachable();
      limit.count(session.session().id());
      proven = provider.authenticate(credential);
    } catch (LoginException ending) {
      // The method's own words can then explain the failure.
      ending.initMethod(credential.method());
      throw ending;
    }
    if (!proven.identity().method().equals(credential.method())) {
      throw new IllegalStateException(
          "the provider of %s proved an identity of %s"
              .formatted(credential.method(), proven.identity().method()));
    }
    return proven;
  }

  /** A code that came to a browser must come back to the browser that began (SEC-01). */
  private static void refuseBrowsers(IdentityProvider provider, Credential credential)
      throws LoginException {
    if (provider instanceof RedirectIdentityProvider redirect && redirect.needsState(credential)) {
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

  /**
   * What a user tries.
   *
   * @param method null if it is not known
   */
  private record Trial(
      AccountAttempt.Kind kind,
      ActiveSession session,
      @Nullable LoginMethod method,
      Optional<String> channel) {}

  private Trial trial(AccountAttempt.Kind kind, ActiveSession session, Credential credential) {
    // The code of any other method is a client's text.
    LoginMethod method =
        providers.methods().contains(credential.method()) ? credential.method() : null;
    return new Trial(kind, session, method, providers.channelOf(credential));
  }

  private static Trial trial(
      AccountAttempt.Kind kind, ActiveSession session, LoginAttempt attempt) {
    return new Trial(kind, session, attempt.method(), Optional.of(attempt.channel()));
  }

  private <X extends AccountException> X recorded(Trial trial, X refusal) {
    record(trial, refusal.code(), trial.method(), String.valueOf(refusal.getMessage()));
    return refusal;
  }

  private <X extends LoginException> X recorded(Trial trial, X ending) {
    record(
        trial,
        LoginEndings.word(ending),
        LoginEndings.isUnderstood(ending) ? trial.method() : null,
        String.valueOf(ending.getMessage()));
    return ending;
  }

  private void record(Trial trial, String outcome, @Nullable LoginMethod method, String reason) {
    observer.tried(
        new AccountAttempt(
            trial.kind(),
            clock.instant(),
            trial.session().user().id(),
            method,
            method == null ? null : trial.channel().orElse(null),
            outcome,
            reason));
  }
}
