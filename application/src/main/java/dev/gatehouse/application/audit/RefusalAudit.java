package dev.gatehouse.application.audit;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes audit records of refused requests. Clients can cause refusals without end, so only the
 * first {@value #MOST_REFUSALS} of a kind leave a record in each minute. Thread-safe.
 */
public final class RefusalAudit {

  static final int MOST_REFUSALS = 30;

  private static final long WINDOW_SECONDS = 60;

  private final AuditLog log;
  private final Clock clock;
  private final Map<String, Integer> refusals = new HashMap<>();
  private long window;

  /** Writes into a log. */
  public RefusalAudit(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Records that the present request is refused.
   *
   * @param why the outcome of the record, one of a few words of the caller
   */
  public void refused(String why) {
    if (hasRoom(why)) {
      log.record(AuditRecord.refusal(clock.instant(), why));
    }
  }

  private synchronized boolean hasRoom(String why) {
    long now = clock.instant().getEpochSecond() / WINDOW_SECONDS;
    if (now != window) {
      window = now;
      refusals.clear();
    }
    return refusals.merge(why, 1, Integer::sum) <= MOST_REFUSALS;
  }
}
