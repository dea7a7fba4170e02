package dev.gatehouse.application.audit;

import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;

/** Sees to it that each session that is ended before its time leaves an audit record. */
public final class SessionAudit implements SessionObserver {

  private final AuditLog log;
  private final Clock clock;

  public SessionAudit(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Leaves no record: that of the login says it. */
  @Override
  public void opened() {}

  /** Leaves no record: nobody came or went. */
  @Override
  public void refreshed() {}

  @Override
  public void ended(UserId user, SessionEndReason why, int sessions) {
    AuditRecord end = AuditRecord.sessionEnd(clock.instant(), user, why.word());
    for (int i = 0; i < sessions; i++) {
      log.record(end);
    }
  }
}
