package dev.gatehouse.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.application.session.SessionsService;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.domain.login.ProofPurpose;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.account.InMemoryAccountStore;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginMethodsServiceTest {

  private static final LoginMethod ONE = new LoginMethod("ONE");
  private static final LoginMethod OTHER = new LoginMethod("OTHER");
  private static final LoginMethodsService.Browsers BROWSERS =
      new LoginMethodsService.Browsers(new InMemoryUsedStateStore(), new SecureRandom());
  private static final Duration FRESH_FOR = Duration.ofMinutes(5);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final InMemorySessionStore sessionStore = new InMemorySessionStore();
  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final List<String> reasons = new CopyOnWriteArrayList<>();
  private final List<Optional<LoginMethod>> methods = new CopyOnWriteArrayList<>();
  private final FakeIdentityProvider one =
      new FakeIdentityProvider(ONE).knows("mine", "my id", "小明").knows("other", "other id", "大明");
  private final FakeIdentityProvider other =
      new FakeIdentityProvider(OTHER).knows("second", "second id", "小明");
  private final LoginMethodsService loginMethods =
      new LoginMethodsService(
          new IdentityProviders(List.of(one, other)),
          users,
          new InMemoryAccountStore(users, sessionStore, clock),
          sessionStore,
          this::told,
          BROWSERS,
          FRESH_FOR,
          clock);
  private final SessionsService sessions =
      new SessionsService(
          sessionStore,
          users,
          SessionLookup.of(sessionStore, users),
          new SessionLifetimes(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(14)),
          new SecureRandom(),
          clock,
          List.of());
  private final ExternalIdentity mine = new ExternalIdentity(ONE, "my id");
  private final UserId user = register(mine);
  private ActiveSession session = open();

  /** The code of such a method could be a secret in the wrong field. */
  @Test
  void a_method_that_is_not_installed_is_not_recorded() {
    clock.advance(FRESH_FOR.plusMillis(1));

    assertThatThrownBy(
            () -> loginMethods.link(session, credential(new LoginMethod("061zQ"), "secret")))
        .isInstanceOf(AccountException.ConfirmationRequired.class);
    assertThatThrownBy(() -> loginMethods.link(session, credential(ONE, "mine")))
        .isInstanceOf(AccountException.ConfirmationRequired.class);

    assertThat(methods).containsExactly(Optional.empty(), Optional.of(ONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"微信", "", "a b", "061zQ"})
  void a_method_that_cannot_be_or_is_not_installed_is_told_as_a_refused_attempt(String code) {
    assertThatThrownBy(() ->
            loginMethods.link(
                session, credential(required(AccountAttempt.Kind.LINK, code), "secret")))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);
    assertThatThrownBy(() ->
            loginMethods.confirm(
                session, credential(required(AccountAttempt.Kind.CONFIRM, code), "secret")))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);

    assertThat(outcomes)
        .containsExactly("link unknown_login_method", "confirm unknown_login_method");
    assertThat(methods).containsOnly(Optional.empty());
  }

  private LoginMethod required(AccountAttempt.Kind kind, String code) throws LoginException {
    return loginMethods.requireMethod(session, kind, code);
  }

  @Test
  void a_proven_identity_is_linked_and_the_next_time_it_is_there_already() throws Exception {
    LinkResult first = loginMethods.link(session, credential(OTHER, "second"));
    LinkResult again = loginMethods.link(session, credential(OTHER, "second"));

    assertThat(first).isInstanceOf(LinkResult.Added.class);
    assertThat(again).isEqualTo(new LinkResult.Present(first.entry()));
    assertThat(users.findByIdentity(new ExternalIdentity(OTHER, "second id")))
        .map(found -> found.id())
        .contains(user);
    assertThat(loginMethods.of(session))
        .extracting(LoginMethodEntry::current)
        .containsExactly(true, false);
  }

  /** SEC-57: a credential can be proven only once, so the session is looked at first. */
  @Test
  void a_session_that_is_not_fresh_changes_nothing_and_asks_no_provider() throws Exception {
    loginMethods.link(session, credential(OTHER, "second"));
    LoginMethodId linked = loginMethods.of(session).get(1).identity().id();
    clock.advance(FRESH_FOR.plusMillis(1));
    int asked = other.proofs();

    assertThatThrownBy(() -> loginMethods.link(session, credential(OTHER, "second")))
        .isInstanceOfSatisfying(
            AccountException.ConfirmationRequired.class,
            e -> assertThat(e.freshFor()).isEqualTo(FRESH_FOR));
    assertThatThrownBy(() -> loginMethods.unlink(session, linked))
        .isInstanceOf(AccountException.ConfirmationRequired.class);

    assertThat(other.proofs()).isEqualTo(asked);
    assertThat(loginMethods.of(session)).hasSize(2);
  }

  @Test
  void a_confirmed_session_is_fresh_again() throws Exception {
    clock.advance(Duration.ofHours(1));
    loginMethods.confirm(session, credential(ONE, "mine"));
    session = sessions.current(session.session().id()).orElseThrow();

    assertThat(loginMethods.link(session, credential(OTHER, "second")))
        .isInstanceOf(LinkResult.Added.class);
    assertThat(outcomes).containsExactly("confirm success");
  }

  /** SEC-58; accounts.md 3, case 15. */
  @Test
  void an_identity_of_another_user_or_of_none_confirms_nothing_and_registers_no_user() {
    register(new ExternalIdentity(ONE, "other id"));
    clock.advance(Duration.ofHours(1));
    int before = users.size();

    for (Credential credential : List.of(credential(ONE, "other"), credential(OTHER, "second"))) {
      assertThatThrownBy(() -> loginMethods.confirm(session, credential))
          .isInstanceOf(LoginException.CredentialRejected.class);
    }

    assertThat(users.size()).isEqualTo(before);
    session = sessions.current(session.session().id()).orElseThrow();
    assertThat(session.session().isFresh(clock.instant(), FRESH_FOR)).isFalse();
    assertThat(outcomes)
        .containsExactly("confirm credential_rejected", "confirm credential_rejected");
  }

  /** accounts.md 3, case 25. */
  @Test
  void a_preview_of_a_page_links_and_confirms_nothing() throws Exception {
    one.fail(new LoginException.PreviewOnly("planted"));

    assertThatThrownBy(() -> loginMethods.link(session, credential(ONE, "mine")))
        .isInstanceOf(LoginException.PreviewOnly.class);
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> loginMethods.confirm(session, credential(ONE, "mine")))
        .isInstanceOf(LoginException.PreviewOnly.class);

    assertThat(loginMethods.of(session)).hasSize(1);
    session = sessions.current(session.session().id()).orElseThrow();
    assertThat(loginMethods.isFresh(session)).isFalse();
    assertThat(outcomes).containsExactly("link preview_only", "confirm preview_only");
  }

  /** SEC-59. */
  @Test
  void an_identity_of_another_user_is_taken() {
    UserId owner = register(new ExternalIdentity(ONE, "other id"));

    assertThatThrownBy(() -> loginMethods.link(session, credential(ONE, "other")))
        .isInstanceOf(AccountException.IdentityTaken.class);

    assertThat(users.findByIdentity(new ExternalIdentity(ONE, "other id")))
        .map(found -> found.id())
        .contains(owner);
    assertThat(outcomes).containsExactly("link identity_taken");
  }

  @Test
  void the_last_login_method_of_an_installed_kind_stays() throws Exception {
    users.link(user, new ExternalIdentity(new LoginMethod("GONE"), "id"));
    LoginMethodId only = loginMethods.of(session).getFirst().identity().id();

    assertThatThrownBy(() -> loginMethods.unlink(session, only))
        .isInstanceOf(AccountException.LastLoginMethod.class);

    assertThat(users.findByIdentity(mine)).isPresent();
    assertThat(outcomes).containsExactly("unlink last_login_method");
  }

  @Test
  void an_unlinked_login_method_takes_its_other_sessions_with_it() throws Exception {
    loginMethods.link(session, credential(OTHER, "second"));
    ActiveSession another = open();

    int ended = loginMethods.unlink(session, loginMethods.of(session).getFirst().identity().id());

    assertThat(ended).isEqualTo(1);
    assertThat(sessions.current(another.session().id())).isEmpty();
    assertThat(sessions.current(session.session().id())).isPresent();
    assertThat(loginMethods.of(session))
        .extracting(LoginMethodEntry::current)
        .containsExactly(false);
  }

  @Test
  void a_login_method_of_no_user_or_of_another_user_is_not_found() {
    assertThatThrownBy(() -> loginMethods.unlink(session, new LoginMethodId(4711)))
        .isInstanceOf(AccountException.NoSuchLoginMethod.class);
  }

  /** SEC-60; accounts.md 3, case 30. */
  @Test
  void a_session_presents_thirty_credentials_a_minute() throws Exception {
    for (int i = 0; i < ProofLimit.MOST_PROOFS; i++) {
      assertThatThrownBy(() -> loginMethods.link(session, credential(OTHER, "wrong")))
          .isInstanceOf(LoginException.CredentialRejected.class);
    }
    int asked = other.proofs();

    assertThatThrownBy(() -> loginMethods.confirm(session, credential(ONE, "mine")))
        .isInstanceOfSatisfying(
            LoginException.TooManyAttempts.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
    assertThatThrownBy(() -> loginMethods.link(session, credential(OTHER, "second")))
        .isInstanceOf(LoginException.TooManyAttempts.class);

    assertThat(other.proofs()).isEqualTo(asked);
    loginMethods.confirm(open(), credential(ONE, "mine"));
    clock.advance(Duration.ofMinutes(1));
    loginMethods.confirm(session, credential(ONE, "mine"));
  }

  /** SEC-58: a silent login inside another application shows no person. */
  @Test
  void a_proof_for_which_the_person_did_nothing_confirms_no_session() {
    LoginMethods silent =
        new LoginMethodsService(
            new IdentityProviders(List.of(silently(one))),
            users,
            new InMemoryAccountStore(users, sessionStore, clock),
            sessionStore,
            this::told,
            BROWSERS,
            FRESH_FOR,
            clock);
    clock.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> silent.confirm(session, credential(ONE, "mine")))
        .isInstanceOf(AccountException.ConfirmationRequired.class);

    session = sessions.current(session.session().id()).orElseThrow();
    assertThat(session.session().isFresh(clock.instant(), FRESH_FOR)).isFalse();
    assertThat(outcomes).containsExactly("confirm confirmation_required");
  }

  private static IdentityProvider silently(IdentityProvider provider) {
    return new IdentityProvider() {
      @Override
      public LoginMethod method() {
        return provider.method();
      }

      @Override
      public Authentication authenticate(Credential credential) throws LoginException {
        Authentication proven = provider.authenticate(credential);
        return new Authentication() {
          @Override
          public ExternalIdentity identity() {
            return proven.identity();
          }

          @Override
          public Profile profile() throws LoginException {
            return proven.profile();
          }

          @Override
          public boolean mayConfirm() {
            return false;
          }
        };
      }
    };
  }

  @Test
  void why_a_proof_was_refused_is_told_with_the_attempt() {
    one.fail(new LoginException.CredentialRejected("used before"));

    assertThatThrownBy(() -> loginMethods.link(session, credential(ONE, "other")))
        .isInstanceOf(LoginException.CredentialRejected.class);
    assertThatThrownBy(() -> loginMethods.confirm(session, credential(ONE, "mine")))
        .isInstanceOf(LoginException.CredentialRejected.class);

    assertThat(reasons).containsExactly("used before", "used before");
  }

  @Test
  void a_link_that_may_not_begin_in_a_browser_is_told() {
    clock.advance(FRESH_FOR.plusMillis(1));

    assertThatThrownBy(() -> loginMethods.begin(session, ProofPurpose.Kind.LINK))
        .isInstanceOf(AccountException.ConfirmationRequired.class);

    assertThat(outcomes).containsExactly("link confirmation_required");
  }

  @Test
  void a_proof_that_was_begun_in_another_session_is_told() throws Exception {
    ActiveSession another = open();
    ProofPurpose link = loginMethods.begin(another, ProofPurpose.Kind.LINK);
    ProofPurpose confirmation = loginMethods.begin(another, ProofPurpose.Kind.CONFIRM);
    LoginAttempt attempt =
        new LoginAttempt(
            State.fresh(new SecureRandom()),
            ONE,
            "web",
            URI.create("/"),
            clock.instant(),
            Consent.REQUIRED);
    Callback callback = new Callback(ONE, attempt.state(), "mine");

    assertThatThrownBy(() -> loginMethods.prove(session, link, attempt, callback))
        .isInstanceOf(LoginException.StateMismatch.class);
    assertThatThrownBy(() -> loginMethods.confirm(session, confirmation, attempt, callback))
        .isInstanceOf(LoginException.StateMismatch.class);

    assertThat(outcomes).containsExactly("link state_mismatch", "confirm state_mismatch");
  }

  @Test
  void a_store_that_cannot_change_accounts_offers_none_of_it() {
    LoginMethods none =
        new LoginMethodsService(
            new IdentityProviders(List.of(one)),
            users,
            null,
            sessionStore,
            this::told,
            BROWSERS,
            FRESH_FOR,
            clock);

    assertThatThrownBy(() -> none.of(session)).isInstanceOf(AccountException.NotOffered.class);
    assertThatThrownBy(() -> none.link(session, credential(ONE, "mine")))
        .isInstanceOf(AccountException.NotOffered.class);
    assertThatThrownBy(() -> none.unlink(session, new LoginMethodId(1)))
        .isInstanceOf(AccountException.NotOffered.class);
  }

  private void told(AccountAttempt attempt) {
    assertThat(attempt.user()).isEqualTo(user);
    methods.add(Optional.ofNullable(attempt.method()));
    reasons.add(attempt.reason());
    outcomes.add(attempt.kind().name().toLowerCase(Locale.ROOT) + " " + attempt.outcome());
  }

  private ActiveSession open() {
    return sessions.current(sessions.open(user, mine).orElseThrow().session().id()).orElseThrow();
  }

  private UserId register(ExternalIdentity identity) {
    return users.registerIfAbsent(new NewUser(new UserName("小明")), identity).user().id();
  }

  private static Credential credential(LoginMethod method, String ticket) {
    return new Credential(method, Map.of("ticket", ticket));
  }
}
