package dev.gatehouse.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditedLoginsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final LoginMethod METHOD = new LoginMethod("WX");
  private static final ClientInfo CALLER =
      new ClientInfo("192.0.2.1", "0af7651916cd43dd8448eb211c80319c");
  private static final ExternalIdentity IDENTITY =
      new ExternalIdentity(new LoginMethod("WX"), "identity");
  private static final User USER = User.registered(new UserId(42), new NewUser(new UserName("小明")));

  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final IdentityProviders providers =
      new IdentityProviders(List.of(new FakeIdentityProvider(METHOD).withChannels("app")));
  private final LoginAudit audit = new LoginAudit(log, providers, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_login_says_who_how_and_from_where() throws Exception {
    LoginResult returned = new LoginResult.Returned(USER, IDENTITY);

    LoginResult answer =
        RequestContext.with(
            CALLER, () -> new AuditedLogins(_ -> returned, audit).login(credential("app")));

    assertThat(answer).isSameAs(returned);
    assertThat(log.records())
        .containsExactly(
            new AuditRecord(
                NOW, AuditRecord.Event.LOGIN, "success", USER.id(), METHOD, "app", CALLER));
  }

  @Test
  void a_refusal_says_why() {
    var logins =
        new AuditedLogins(
            _ -> {
              throw new LoginException.CredentialRejected("planted");
            },
            audit);

    assertThatThrownBy(() -> logins.login(credential("app")))
        .isInstanceOf(LoginException.CredentialRejected.class);
    assertThat(log.records()).containsExactly(refusal("credential_rejected", METHOD, "app"));
  }

  /** An operator who disabled somebody wants to know whether they still come. */
  @Test
  void the_refusal_of_a_disabled_user_says_who_it_was() {
    var logins =
        new AuditedLogins(
            _ -> {
              throw new LoginException.AccountDisabled(USER.id());
            },
            audit);

    assertThatThrownBy(() -> logins.login(credential("app")))
        .isInstanceOf(LoginException.AccountDisabled.class);
    assertThat(log.records())
        .containsExactly(
            new AuditRecord(
                NOW,
                AuditRecord.Event.REFUSAL,
                "account_disabled",
                USER.id(),
                METHOD,
                "app",
                ClientInfo.UNKNOWN));
  }

  @Test
  void an_outage_and_a_defect_are_refusals_too() {
    for (RuntimeException failure :
        new RuntimeException[] {
          new StorageUnavailableException("planted"), new IllegalStateException("planted")
        }) {
      var logins =
          new AuditedLogins(
              _ -> {
                throw failure;
              },
              audit);
      assertThatThrownBy(() -> logins.login(credential("app"))).isSameAs(failure);
    }

    assertThat(log.records())
        .containsExactly(
            refusal("storage_unavailable", METHOD, "app"),
            refusal("internal_error", METHOD, "app"));
  }

  /** A client may send anything there: a secret, or a line of its own for the log. */
  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "0a1B2c3D4e5F6g7H", "<script>", "planted"})
  void a_channel_that_is_none_of_the_method_is_left_out(String channel) throws Exception {
    new AuditedLogins(_ -> new LoginResult.Returned(USER, IDENTITY), audit)
        .login(credential(channel));

    assertThat(log.records()).extracting(AuditRecord::channel).containsOnlyNulls();
  }

  @Test
  void an_address_can_neither_begin_a_line_nor_grow() {
    ClientInfo client =
        new ClientInfo("1\r\n2\u202e3" + "4".repeat(100), "\u0000" + "5".repeat(100));

    assertThat(client.address()).startsWith("1??2?34").hasSize(ClientInfo.MAX_ADDRESS_LENGTH);
    assertThat(client.traceId()).startsWith("?5").hasSize(ClientInfo.MAX_TRACE_ID_LENGTH);
  }

  private static AuditRecord refusal(String outcome, LoginMethod method, String channel) {
    return new AuditRecord(
        NOW, AuditRecord.Event.REFUSAL, outcome, null, method, channel, ClientInfo.UNKNOWN);
  }

  private static Credential credential(String channel) {
    return new Credential(METHOD, Map.of("channel", channel, "code", "planted"));
  }
}
