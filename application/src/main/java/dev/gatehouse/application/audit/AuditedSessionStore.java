package dev.gatehouse.application.audit;

import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Sessions of which each leaves an audit record when it is ended before its time. */
public final class AuditedSessionStore implements SessionStore {

  private final SessionStore store;
  private final AuditLog log;
  private final Clock clock;

  public AuditedSessionStore(SessionStore store, AuditLog log, Clock clock) {
    this.store = store;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void add(Session session) {
    store.add(session);
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return store.find(id);
  }

  @Override
  public boolean rotate(Session before, Session.Rotation next) {
    return store.rotate(before, next);
  }

  @Override
  public Optional<UserId> remove(SessionId id, SessionEnd why) {
    Optional<UserId> user = store.remove(id, why);
    user.ifPresent(ended -> record(ended, why));
    return user;
  }

  @Override
  public int removeAll(UserId user, SessionEnd why) {
    int ended = store.removeAll(user, why);
    for (int i = 0; i < ended; i++) {
      record(user, why);
    }
    return ended;
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return store.removeExpired(now, atMost);
  }

  private void record(UserId user, SessionEnd why) {
    log.record(AuditRecord.sessionEnd(clock.instant(), user, why.word()));
  }
}
