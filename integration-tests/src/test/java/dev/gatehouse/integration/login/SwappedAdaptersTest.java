package dev.gatehouse.integration.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.Scrape;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The whole service with users in memory and a fake provider: no database, no WeChat, no setting.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
class SwappedAdaptersTest {

  private static final String LOGIN =
      "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}";

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  @Autowired private InMemoryUserRepository users;
  @Autowired private InMemorySessionStore sessions;
  @Autowired private FakeIdentityProvider provider;
  @Autowired private InMemoryAuditLog auditLog;
  @Autowired private ObjectProvider<DataSource> dataSource;

  @AfterEach
  void recover() {
    users.recover();
    sessions.recover();
    provider.recover();
  }

  @Test
  void a_login_needs_neither_database_nor_wechat() {
    Answer answer = login();

    assertThat(answer.status()).isIn(200, 201);
    assertThat(answer.text("$.user.name")).isEqualTo("小明");
    assertThat(users.size()).isEqualTo(1);
    assertThat(dataSource.getIfAvailable()).isNull();
  }

  /** SEC-21: what a client sends for a channel may be a secret in the wrong field. */
  @Test
  void a_channel_that_the_method_has_not_is_repeated_nowhere() {
    LoginCalls calls = new LoginCalls(port);

    Answer madeUp = calls.post(LOGIN.replace("{\"ticket", "{\"channel\":\"planted\",\"ticket"));
    Answer known = calls.post(LOGIN.replace("{\"ticket", "{\"channel\":\"app\",\"ticket"));

    assertThat(List.of(madeUp.status(), known.status())).isSubsetOf(200, 201);
    assertThat(auditLog.records())
        .extracting(AuditRecord::channel)
        .contains("app")
        .containsOnly(null, "app");
    assertThat(
            Scrape.of(new LoginCalls(managementPort))
                .values("gatehouse_logins_seconds_count", "channel"))
        .contains("app", "none")
        .doesNotContain("planted");
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(new LoginException.UnknownChannel(), 400, "unknown_channel"),
        Arguments.of(new LoginException.CredentialRejected("planted"), 401, "credential_rejected"),
        Arguments.of(new LoginException.AccountRestricted("planted"), 403, "account_restricted"),
        Arguments.of(new LoginException.PreviewOnly("planted"), 403, "preview_only"),
        Arguments.of(new LoginException.IdentityIncomplete("planted"), 403, "identity_incomplete"),
        Arguments.of(
            new LoginException.TooManyAttempts("planted", Duration.ofMillis(6_001)),
            429,
            "rate_limited"),
        Arguments.of(
            new LoginException.ProviderMisconfigured("planted"), 502, "provider_misconfigured"),
        Arguments.of(
            new LoginException.ProviderUnavailable("planted", Duration.ofSeconds(7)),
            503,
            "provider_unavailable"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void every_ending_has_its_answer(LoginException ending, int status, String code) {
    provider.fail(ending);

    Answer answer = login();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.http().body()).doesNotContain("planted");
    assertThat(answer.header("Retry-After")).isEqualTo(status == 503 || status == 429 ? "7" : "");
  }

  @Test
  void a_store_that_is_gone_is_said_to_be_unavailable() {
    users.fail();

    Answer answer = login();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("storage_unavailable");
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
  }

  @Test
  void a_store_of_sessions_that_is_gone_is_said_to_be_unavailable() {
    sessions.fail();

    Answer answer = login();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("storage_unavailable");
  }

  @Test
  void the_older_call_is_off_unless_switched_on() {
    Answer answer = new LoginCalls(port).get("/testWXLoginOrRegister?code=x&flag=web");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
  }

  private Answer login() {
    return new LoginCalls(port).post(LOGIN);
  }
}
