package dev.gatehouse.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.LoginOutcome;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SEC-31. */
class LoginAuditTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final LoginMethod METHOD = new LoginMethod("WX");
  private static final UserId USER = new UserId(42);
  private static final ClientInfo CLIENT =
      new ClientInfo("192.0.2.1", "0af7651916cd43dd8448eb211c80319c");

  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final LoginAudit audit = new LoginAudit(log);

  @Test
  void each_login_leaves_one_record() {
    audit.ended(outcome("registered", Set.of(RecordedIn.EVENTS)));
    audit.ended(outcome("returned", Set.of()));
    audit.ended(outcome("credential_rejected", Set.of()));

    assertThat(log.records())
        .containsExactly(
            record(AuditRecord.Event.REGISTRATION, "success"),
            record(AuditRecord.Event.LOGIN, "success"),
            record(AuditRecord.Event.REFUSAL, "credential_rejected"));
  }

  @Test
  void what_the_store_has_recorded_is_not_recorded_again() {
    audit.ended(outcome("registered", Set.of(RecordedIn.AUDIT_LOG)));

    assertThat(log.records()).isEmpty();
  }

  @Test
  void an_address_can_neither_begin_a_line_nor_grow() {
    ClientInfo client =
        new ClientInfo("1\r\n2\u202e3" + "4".repeat(100), "\u0000" + "5".repeat(100));

    assertThat(client.address()).startsWith("1??2?34").hasSize(ClientInfo.MAX_ADDRESS_LENGTH);
    assertThat(client.traceId()).startsWith("?5").hasSize(ClientInfo.MAX_TRACE_ID_LENGTH);
  }

  private static LoginOutcome outcome(String ending, Set<RecordedIn> recordedIn) {
    return new LoginOutcome(
        NOW, Duration.ZERO, METHOD, "app", false, ending, "", USER, recordedIn, CLIENT);
  }

  private static AuditRecord record(AuditRecord.Event event, String outcome) {
    return new AuditRecord(NOW, event, outcome, USER, METHOD, "app", CLIENT);
  }
}
