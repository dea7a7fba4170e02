package dev.gatehouse.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.BrowserLoginService;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** SEC-31: a login in a browser leaves a record, however it ends. */
class AuditedBrowserLoginsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final LoginMethod METHOD = new LoginMethod("FAKE");
  private static final LoginMethod NOBODYS = new LoginMethod("NOBODY");
  private static final String WEB = FakeRedirectIdentityProvider.WEB;

  private final FakeRedirectIdentityProvider provider =
      new FakeRedirectIdentityProvider(METHOD).knows("code", "id-of-xiaoming", "小明");
  private final IdentityProviders providers = new IdentityProviders(List.of(provider));
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final BrowserLogin logins =
      new AuditedBrowserLogins(
          new BrowserLoginService(
              providers,
              new LoginOrRegisterService(
                  providers, new InMemoryUserRepository(), new UserName("用户")),
              new InMemoryUsedStateStore(),
              CLOCK,
              new SecureRandom()),
          new LoginAudit(log, providers, CLOCK));

  @Test
  void a_login_is_recorded_when_it_is_finished() throws LoginException {
    LoginAttempt attempt = begin(METHOD);
    assertThat(log.records()).isEmpty();

    UserId user =
        logins.finish(attempt, attempt.state(), provider.credential(WEB, "code")).user().id();

    assertThat(log.records())
        .containsExactly(
            record(AuditRecord.Event.REGISTRATION, AuditRecord.SUCCESS, user, METHOD, WEB));
  }

  @Test
  void a_refused_login_is_recorded_with_its_channel() throws LoginException {
    LoginAttempt attempt = begin(METHOD);

    assertThatThrownBy(
            () -> logins.finish(attempt, attempt.state(), provider.credential(WEB, "unknown")))
        .isInstanceOf(LoginException.CredentialRejected.class);

    assertThat(log.records())
        .containsExactly(
            record(AuditRecord.Event.REFUSAL, "credential_rejected", null, METHOD, WEB));
  }

  @Test
  void an_attempt_that_cannot_begin_is_recorded_without_what_the_client_made_up() {
    assertThatThrownBy(() -> begin(NOBODYS)).isInstanceOf(LoginException.UnknownLoginMethod.class);

    assertThat(log.records())
        .containsExactly(
            record(AuditRecord.Event.REFUSAL, "unknown_login_method", null, null, null));
  }

  @Test
  void a_person_who_declines_is_recorded_and_the_ending_is_the_callers() throws LoginException {
    LoginAttempt attempt = begin(METHOD);

    assertThat(logins.decline(attempt, attempt.state(), METHOD)).isNotNull();
    assertThatThrownBy(() -> logins.decline(attempt, attempt.state(), METHOD))
        .isInstanceOf(LoginException.StateMismatch.class);

    assertThat(log.records())
        .containsExactly(
            record(AuditRecord.Event.REFUSAL, "login_declined", null, METHOD, WEB),
            record(AuditRecord.Event.REFUSAL, "state_mismatch", null, METHOD, WEB));
  }

  @Test
  void a_browser_without_an_attempt_is_recorded() throws LoginException {
    assertThat(logins.refuse(METHOD, "no cookie")).isNotNull();
    assertThatThrownBy(() -> logins.refuse(NOBODYS, "no cookie"))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);

    assertThat(log.records())
        .containsExactly(
            record(AuditRecord.Event.REFUSAL, "state_mismatch", null, METHOD, null),
            record(AuditRecord.Event.REFUSAL, "unknown_login_method", null, null, null));
  }

  private LoginAttempt begin(LoginMethod method) throws LoginException {
    return logins
        .begin(
            method,
            WEB,
            URI.create("/account"),
            URI.create("https://own.example/v1/logins/FAKE/callback"),
            Locale.CHINESE)
        .attempt();
  }

  private static AuditRecord record(
      AuditRecord.Event event,
      String outcome,
      @Nullable UserId user,
      @Nullable LoginMethod method,
      @Nullable String channel) {
    return new AuditRecord(NOW, event, outcome, user, method, channel, ClientInfo.UNKNOWN);
  }
}
