package dev.gatehouse.integration.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.integration.account.AdminCalls;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import dev.gatehouse.testkit.event.InMemoryOutbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Users and sessions in our database, the audit log and the events in another team's stores: each
 * record is kept once, and there.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "spring.datasource.url=jdbc:h2:mem:replaced;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
@Import(ReplacedLogsTest.Replacements.class)
class ReplacedLogsTest {

  private static final int ADMIN_PORT = FreePort.next();

  private static final InMemoryAuditLog AUDIT_LOG = new InMemoryAuditLog();

  @LocalServerPort private int port;
  @Autowired private InMemoryOutbox events;
  @Autowired private DataSource dataSource;

  @DynamicPropertySource
  static void admin(DynamicPropertyRegistry settings) {
    AdminCalls.settings(ADMIN_PORT).forEach((name, value) -> settings.add(name, () -> value));
  }

  @Test
  void what_happens_is_recorded_by_the_replacement_alone() throws SQLException {
    LoginCalls calls = new LoginCalls(port);

    long earlier = rowsOf("user");
    Answer first = calls.post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}");
    calls.post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}");
    String token = Tokens.ofLogin(first).access();
    calls.send(calls.request("/v1/session").header("Authorization", "Bearer " + token).DELETE());

    UserId user = new UserId(first.userId());
    assertThat(AUDIT_LOG.records())
        .filteredOn(each -> user.equals(each.user()))
        .extracting(AuditRecord::event)
        .containsExactly(
            AuditRecord.Event.REGISTRATION, AuditRecord.Event.LOGIN, AuditRecord.Event.SESSION_END);
    assertThat(events.oldest(100))
        .extracting(PendingEvent::event)
        .filteredOn(each -> user.equals(each.user()))
        .extracting(LoginEvent::type)
        .containsExactly(LoginEvent.Type.REGISTERED, LoginEvent.Type.RETURNED);
    assertThat(rowsOf("user")).isEqualTo(earlier + 1);
    assertThat(rowsOf("audit_log")).isZero();
    assertThat(rowsOf("outbox_event")).isZero();
  }

  @Test
  void changes_of_an_account_are_recorded_by_the_replacement_alone() throws SQLException {
    Answer login =
        new LoginCalls(port).post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"changing\"}}");
    UserId user = new UserId(login.userId());
    String id = Long.toString(user.value());
    SessionCalls calls = new SessionCalls(port);
    String[] headers = {
      "Authorization",
      "Bearer " + Tokens.ofLogin(login).access(),
      "Content-Type",
      "application/json"
    };
    String methods = " /v1/me/login-methods";
    AdminCalls admin = new AdminCalls(ADMIN_PORT);

    Answer linked =
        calls.send(
            "POST" + methods,
            "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"second\"}}",
            headers);
    calls.send("DELETE" + methods + "/" + linked.text("$.id"), "", headers);
    admin.post(AdminCalls.ALL, id + "/disable");
    admin.post(AdminCalls.ALL, id + "/enable");
    admin.post(AdminCalls.ALL, id + "/closure");

    assertThat(AUDIT_LOG.records())
        .filteredOn(each -> user.equals(each.user()))
        .extracting(AuditRecord::event)
        .containsExactly(
            AuditRecord.Event.REGISTRATION,
            AuditRecord.Event.LINK,
            AuditRecord.Event.UNLINK,
            AuditRecord.Event.SESSION_END,
            AuditRecord.Event.DISABLING,
            AuditRecord.Event.ENABLING,
            AuditRecord.Event.CLOSURE);
    assertThat(events.oldest(100))
        .extracting(PendingEvent::event)
        .filteredOn(each -> user.equals(each.user()))
        .extracting(LoginEvent::type)
        .containsExactly(
            LoginEvent.Type.REGISTERED,
            LoginEvent.Type.LINKED,
            LoginEvent.Type.UNLINKED,
            LoginEvent.Type.DISABLED,
            LoginEvent.Type.ENABLED,
            LoginEvent.Type.CLOSING);
    assertThat(rowsOf("audit_log")).isZero();
    assertThat(rowsOf("outbox_event")).isZero();
  }

  @Test
  void with_an_audit_log_that_cannot_be_read_only_the_history_is_refused() {
    String id =
        Long.toString(
            new LoginCalls(port)
                .post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"shown\"}}")
                .userId());
    AdminCalls admin = new AdminCalls(ADMIN_PORT);

    Answer audit = admin.get(AdminCalls.READ, id + "/audit");

    assertThat(audit.status()).isEqualTo(501);
    assertThat(audit.code()).isEqualTo("audit_not_readable");
    assertThat(admin.get(AdminCalls.READ, id).status()).isEqualTo(200);
  }

  private int rowsOf(String table) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from `" + table + "`")) {
      count.next();
      return count.getInt(1);
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Replacements {

    @Bean
    FakeIdentityProvider weChatIdentityProvider() {
      return new FakeIdentityProvider(new LoginMethod("FAKE"))
          .knows("ticket", "id", "小明")
          .knows("changing", "changing id", "小红")
          .knows("second", "second id", "小红")
          .knows("shown", "shown id", "小刚");
    }

    /** Cannot be read: no {@code AuditTrail} comes with it. */
    @Bean
    AuditLog ownAuditLog() {
      return entry -> AUDIT_LOG.record(entry);
    }

    @Bean
    InMemoryOutbox ownEvents() {
      return new InMemoryOutbox();
    }

    /** A listener is configured, so that our outbox would be there. */
    @Bean
    EventReceiver receiver() {
      return event -> EventReceiver.Delivery.DELIVERED;
    }
  }
}
