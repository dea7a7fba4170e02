package dev.gatehouse.application.audit;

import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;

/** Writes an audit record for each session that is ended before its time, and for refusals. */
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
  public void ended(UserId user, SessionEndReason why, int sessions) {
    AuditRecord end = AuditRecord.sessionEnd(clock.instant(), user, why.word());
    for (int i = 0; i < sessions; i++) {
      log.record(end);
    }
  }

  @Override
  public void refused(SessionRefusal why) {
    refusals.refused(why.word());
  }
}
