package dev.gatehouse.application.audit;

import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes an audit record for each session that is ended before its time, and for refused requests.
 * Clients can cause refusals without end, so only the first {@value #MOST_REFUSALS} of a kind leave
 * a record in each minute.
 */
public final class SessionAudit implements SessionObserver {

  static final int MOST_REFUSALS = 30;

  private static final long WINDOW_SECONDS = 60;

  private final AuditLog log;
  private final Clock clock;
  private final Map<SessionRefusal, Integer> refusals = new EnumMap<>(SessionRefusal.class);
  private long window;

  public SessionAudit(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
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
    if (hasRoom(why)) {
      log.record(AuditRecord.sessionRefusal(clock.instant(), why.word()));
    }
  }

  private synchronized boolean hasRoom(SessionRefusal why) {
    long now = clock.instant().getEpochSecond() / WINDOW_SECONDS;
    if (now != window) {
      window = now;
      refusals.clear();
    }
    return refusals.merge(why, 1, Integer::sum) <= MOST_REFUSALS;
  }
}
