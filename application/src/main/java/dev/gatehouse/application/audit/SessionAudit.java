package dev.gatehouse.application.audit;

import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.domain.user.RecordedIn;
import java.time.Clock;

/**
 * Records each session that is ended before its time, unless the store has recorded it, and each
 * refused request.
 */
public final class SessionAudit implements SessionObserver {

  private final AuditLog log;
  private final Clock clock;
  private final RefusalAudit refusals;

  public SessionAudit(AuditLog log, Clock clock, RefusalAudit refusals) {
    this.log = log;
    this.clock = clock;
    this.refusals = refusals;
  }

  /** Leaves no record: that of the login says it. */
  @Override
  public void opened() {}

  /** Leaves no record: no session began or ended. */
  @Override
  public void refreshed() {}

  @Override
  public void ended(SessionEnd end) {
    if (!end.recordedIn().contains(RecordedIn.AUDIT_LOG)) {
      AuditRecord.of(end, clock.instant()).forEach(log::record);
    }
  }

  @Override
  public void refused(SessionRefusal why) {
    refusals.refused(why.word());
  }
}
