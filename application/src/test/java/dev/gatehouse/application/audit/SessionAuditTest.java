package dev.gatehouse.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionAuditTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ClientInfo CALLER =
      new ClientInfo("192.0.2.1", "0af7651916cd43dd8448eb211c80319c");

  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final SessionAudit audit = new SessionAudit(log, CLOCK, new RefusalAudit(log, CLOCK));

  @Test
  void sessions_that_are_ended_together_leave_a_record_each() {
    RequestContext.with(
        CALLER,
        () -> {
          audit.ended(end(Set.of(RecordedIn.EVENTS)));
          return true;
        });

    AuditRecord end =
        new AuditRecord(
            NOW,
            AuditRecord.Event.SESSION_END,
            "signed_out_everywhere",
            new UserId(42),
            null,
            null,
            CALLER);
    assertThat(log.records()).containsExactly(end, end);
  }

  @Test
  void sessions_whose_end_the_store_has_recorded_leave_no_second_record() {
    audit.ended(end(Set.of(RecordedIn.AUDIT_LOG)));

    assertThat(log.records()).isEmpty();
  }

  private static SessionEnd end(Set<RecordedIn> recordedIn) {
    return new SessionEnd(new UserId(42), SessionEndReason.SIGNED_OUT_EVERYWHERE, 2, recordedIn);
  }

  @Test
  void a_session_that_begins_or_goes_on_leaves_none() {
    audit.opened();
    audit.refreshed();

    assertThat(log.records()).isEmpty();
  }

  /** SEC-55: a client can cause refusals without end. */
  @Test
  void refusals_leave_records_within_a_bound_for_each_minute() {
    SettableClock clock = new SettableClock(NOW);
    SessionAudit bounded = new SessionAudit(log, clock, new RefusalAudit(log, clock));

    for (int i = 0; i < 10 * RefusalAudit.MOST_REFUSALS; i++) {
      bounded.refused(SessionRefusal.TOKEN_FORGED);
    }
    bounded.refused(SessionRefusal.CROSS_SITE_WRITE);
    assertThat(log.records()).hasSize(RefusalAudit.MOST_REFUSALS + 1);
    clock.advance(Duration.ofMinutes(1));
    bounded.refused(SessionRefusal.TOKEN_FORGED);

    assertThat(log.records())
        .hasSize(RefusalAudit.MOST_REFUSALS + 2)
        .last()
        .returns(AuditRecord.Event.REFUSAL, AuditRecord::event)
        .returns("token_forged", AuditRecord::outcome);
  }
}
