package dev.gatehouse.application.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.account.PendingRegistrationsService;
import dev.gatehouse.application.account.UnusedIdentities;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.LoginAudit;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.domain.login.ReassignableIdentities;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.account.InMemoryAccountStore;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import dev.gatehouse.testkit.login.Logins;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logins by an identity that was not used for long and may belong to another person (SEC-83). */
class DormantLoginTest {

  private static final Duration DORMANT_AFTER = Duration.ofDays(90);
  private static final LoginMethod NUMBER = new LoginMethod("NUMBER");
  private static final LoginMethod CARD = new LoginMethod("CARD");
  private static final ExternalIdentity NUMBER_OF_XIAOMING = new ExternalIdentity(NUMBER, "138");
  private static final ExternalIdentity CARD_OF_XIAOMING = new ExternalIdentity(CARD, "union");
  private static final String VERIFIER = "v".repeat(43);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final InMemoryUserRepository users = new InMemoryUserRepository(clock);
  private final InMemoryAccountStore accounts =
      new InMemoryAccountStore(users, new InMemorySessionStore(), clock);
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final IdentityProviders providers =
      new IdentityProviders(List.of(new NumberProvider(), new CardProvider()));
  private final LoginOrRegisterService logins = service(RegistrationMode.AUTOMATIC);
  private final PendingRegistrationsService pending = pending(logins);

  private LoginOrRegisterService service(RegistrationMode mode) {
    return new LoginOrRegisterService(
        Logins.outcomes(providers, new LoginAudit(audit)),
        users,
        Logins.DEFAULT_NAME,
        mode,
        new UnusedIdentities(providers, accounts, clock));
  }

  private PendingRegistrationsService pending(ProvenLogin proven) {
    return new PendingRegistrationsService(
        proven, null, accounts, new InMemoryUsedStateStore(), clock);
  }

  @Test
  void a_number_that_is_used_now_and_then_logs_in() throws LoginException {
    UserId user = loginBy(NUMBER_OF_XIAOMING).user().id();
    for (int quarter = 0; quarter < 8; quarter++) {
      clock.advance(DORMANT_AFTER);

      assertThat(loginBy(NUMBER_OF_XIAOMING))
          .isEqualTo(
              new LoginResult.Returned(users.find(user).orElseThrow(), NUMBER_OF_XIAOMING, false));
    }
  }

  @Test
  void a_dormant_number_alone_does_not_open_an_account_that_has_another_login_method()
      throws LoginException {
    UserId user = registerBoth();
    makeDormant();

    for (int attempt = 0; attempt < 2; attempt++) {
      LoginException.DormantIdentity asked = askedAbout();
      assertThat(asked.user()).isEqualTo(user);
      assertThat(asked.identity()).isEqualTo(NUMBER_OF_XIAOMING);
      assertThat(asked).hasMessageNotContaining("138");
    }
    assertThat(audit.records()).extracting(AuditRecord::outcome).endsWith("confirmation_required");
  }

  @Test
  void the_other_login_method_still_logs_in() throws LoginException {
    UserId user = registerBoth();
    makeDormant();

    assertThat(loginBy(CARD_OF_XIAOMING))
        .isEqualTo(
            new LoginResult.Returned(users.find(user).orElseThrow(), CARD_OF_XIAOMING, false));
  }

  @Test
  void a_dormant_number_that_is_the_only_login_method_logs_in_and_the_client_is_told()
      throws LoginException {
    UserId user = loginBy(NUMBER_OF_XIAOMING).user().id();
    makeDormant();

    assertThat(loginBy(NUMBER_OF_XIAOMING))
        .isEqualTo(
            new LoginResult.Returned(users.find(user).orElseThrow(), NUMBER_OF_XIAOMING, true));
    assertThat(audit.records().getLast())
        .extracting(AuditRecord::event, AuditRecord::outcome, AuditRecord::user)
        .containsExactly(AuditRecord.Event.LOGIN, "dormant", user);
    assertThat(loginBy(NUMBER_OF_XIAOMING))
        .isEqualTo(
            new LoginResult.Returned(users.find(user).orElseThrow(), NUMBER_OF_XIAOMING, false));
  }

  @Test
  void another_number_counts_as_another_login_method_only_while_it_is_not_dormant_itself()
      throws LoginException {
    ExternalIdentity second = new ExternalIdentity(NUMBER, "139");
    UserId user = loginBy(NUMBER_OF_XIAOMING).user().id();
    accounts.link(user, second);
    makeDormant();
    accounts.noteUse(user, second);
    askedAbout();
    makeDormant();

    assertThat(loginBy(NUMBER_OF_XIAOMING))
        .isInstanceOfSatisfying(
            LoginResult.Returned.class, login -> assertThat(login.dormant()).isTrue());
  }

  @Test
  void a_login_method_that_is_not_installed_any_more_is_no_other() throws LoginException {
    UserId user = loginBy(NUMBER_OF_XIAOMING).user().id();
    accounts.link(user, new ExternalIdentity(new LoginMethod("GONE"), "id"));
    makeDormant();

    assertThat(loginBy(NUMBER_OF_XIAOMING).user().id()).isEqualTo(user);
  }

  @Test
  void a_disabled_or_closing_user_is_refused_as_ever() throws LoginException {
    UserId user = registerBoth();
    makeDormant();
    users.closesAt(user, clock.instant().plus(Duration.ofDays(7)));
    assertThatThrownBy(() -> loginBy(NUMBER_OF_XIAOMING))
        .isInstanceOf(LoginException.AccountClosing.class);
    users.disable(user);
    assertThatThrownBy(() -> loginBy(NUMBER_OF_XIAOMING))
        .isInstanceOf(LoginException.AccountDisabled.class);
  }

  @Test
  void the_new_owner_of_a_number_is_registered_and_takes_it() throws LoginException {
    UserId before = registerBoth();
    makeDormant();

    LoginResult taken = pending.register(ticket(askedAbout()), VERIFIER);

    assertThat(taken).isInstanceOf(LoginResult.Registered.class);
    assertThat(taken.user().id()).isNotEqualTo(before);
    assertThat(loginBy(NUMBER_OF_XIAOMING).user().id()).isEqualTo(taken.user().id());
    assertThat(loginBy(CARD_OF_XIAOMING).user().id()).isEqualTo(before);
  }

  @Test
  void a_ticket_takes_the_number_once_for_its_own_client_within_ten_minutes()
      throws LoginException {
    UserId before = registerBoth();
    makeDormant();
    RegistrationTicket ticket = ticket(askedAbout());

    assertRejected(ticket, "w".repeat(43));
    clock.advance(RegistrationTicket.LIFETIME);
    assertRejected(ticket, VERIFIER);
    assertThat(users.findByIdentity(NUMBER_OF_XIAOMING).orElseThrow().id()).isEqualTo(before);
    RegistrationTicket next = ticket(askedAbout());
    pending.register(next, VERIFIER);
    assertRejected(next, VERIFIER);
  }

  @Test
  void a_ticket_takes_no_number_that_the_new_owner_gave_up_meanwhile() throws LoginException {
    registerBoth();
    makeDormant();
    RegistrationTicket ticket = ticket(askedAbout());
    UserId taken = pending.register(ticket, VERIFIER).user().id();
    assertThat(accounts.release(taken, NUMBER_OF_XIAOMING, clock.instant())).isTrue();

    assertRejected(ticket, VERIFIER);
    assertThat(users.findByIdentity(NUMBER_OF_XIAOMING)).isEmpty();
  }

  @Test
  void a_number_that_its_owner_proved_after_the_ticket_was_issued_stays() throws LoginException {
    UserId before = registerBoth();
    makeDormant();
    RegistrationTicket ticket = ticket(askedAbout());
    clock.advance(Duration.ofSeconds(1));
    accounts.noteUse(before, NUMBER_OF_XIAOMING);

    assertRejected(ticket, VERIFIER);
    assertThat(users.findByIdentity(NUMBER_OF_XIAOMING).orElseThrow().id()).isEqualTo(before);
  }

  @Test
  void where_registration_is_closed_the_number_stays() throws LoginException {
    UserId before = registerBoth();
    makeDormant();
    RegistrationTicket ticket = ticket(askedAbout());
    PendingRegistrationsService closed = pending(service(RegistrationMode.CLOSED));

    assertThatThrownBy(() -> closed.register(ticket, VERIFIER))
        .isInstanceOf(LoginException.RegistrationClosed.class);

    assertThat(users.findByIdentity(NUMBER_OF_XIAOMING).orElseThrow().id()).isEqualTo(before);
  }

  private void assertRejected(RegistrationTicket ticket, String verifier) {
    assertThatThrownBy(() -> pending.register(ticket, verifier))
        .isInstanceOf(LoginException.CredentialRejected.class);
  }

  private UserId registerBoth() throws LoginException {
    UserId user = loginBy(NUMBER_OF_XIAOMING).user().id();
    accounts.link(user, CARD_OF_XIAOMING);
    return user;
  }

  private void makeDormant() {
    clock.advance(DORMANT_AFTER.plusMillis(1));
  }

  private LoginException.DormantIdentity askedAbout() {
    try {
      throw new AssertionError("logged in: " + loginBy(NUMBER_OF_XIAOMING));
    } catch (LoginException.DormantIdentity asked) {
      return asked;
    } catch (LoginException e) {
      throw new AssertionError(e);
    }
  }

  private RegistrationTicket ticket(LoginException.DormantIdentity asked) {
    return new RegistrationTicket(
        asked.identity(),
        asked.user(),
        asked.person(),
        null,
        SecretHash.ofSecret(VERIFIER),
        URI.create("/"),
        State.fresh(new SecureRandom()),
        clock.instant().plus(RegistrationTicket.LIFETIME));
  }

  private LoginResult loginBy(ExternalIdentity identity) throws LoginException {
    return logins.login(new Credential(identity.method(), Map.of("id", identity.identification())));
  }

  private static Authentication proof(LoginMethod method, Credential credential)
      throws LoginException {
    ExternalIdentity identity = new ExternalIdentity(method, credential.require("id"));
    return new Authentication() {
      @Override
      public ExternalIdentity identity() {
        return identity;
      }

      @Override
      public Profile profile() {
        return Profile.EMPTY;
      }
    };
  }

  private record NumberProvider() implements IdentityProvider, ReassignableIdentities {

    @Override
    public LoginMethod method() {
      return NUMBER;
    }

    @Override
    public Duration dormantAfter() {
      return DORMANT_AFTER;
    }

    @Override
    public Authentication authenticate(Credential credential) throws LoginException {
      return proof(NUMBER, credential);
    }
  }

  private record CardProvider() implements IdentityProvider {

    @Override
    public LoginMethod method() {
      return CARD;
    }

    @Override
    public Authentication authenticate(Credential credential) throws LoginException {
      return proof(CARD, credential);
    }
  }
}
