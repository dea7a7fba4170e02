package dev.gatehouse.integration.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
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

  @LocalServerPort private int port;
  @Autowired private InMemoryAuditLog auditLog;
  @Autowired private InMemoryOutbox events;
  @Autowired private DataSource dataSource;

  @Test
  void what_happens_is_recorded_by_the_replacement_alone() throws SQLException {
    LoginCalls calls = new LoginCalls(port);

    Answer first = calls.post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}");
    calls.post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}");
    String token = Tokens.ofLogin(first).access();
    calls.send(calls.request("/v1/session").header("Authorization", "Bearer " + token).DELETE());

    assertThat(auditLog.records())
        .extracting(AuditRecord::event)
        .containsExactly(
            AuditRecord.Event.REGISTRATION, AuditRecord.Event.LOGIN, AuditRecord.Event.SESSION_END);
    assertThat(events.oldest(10))
        .extracting(pending -> pending.event().type())
        .containsExactly(LoginEvent.Type.REGISTERED, LoginEvent.Type.RETURNED);
    assertThat(rowsOf("user")).isEqualTo(1);
    assertThat(rowsOf("audit_log")).isZero();
    assertThat(rowsOf("outbox_event")).isZero();
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
      return new FakeIdentityProvider(new LoginMethod("FAKE")).knows("ticket", "id", "小明");
    }

    @Bean
    InMemoryAuditLog ownAuditLog() {
      return new InMemoryAuditLog();
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
