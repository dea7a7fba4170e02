package dev.gatehouse.bootstrap;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.user.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what happens to sessions, once it is written. Those that merely expire are not counted.
 */
final class MeteredSessionStore implements SessionStore {

  private final SessionStore store;
  private final Counter opened;
  private final Counter refreshed;
  private final Map<SessionEnd, Counter> ended = new EnumMap<>(SessionEnd.class);

  MeteredSessionStore(SessionStore store, MeterRegistry registry) {
    this.store = store;
    this.opened =
        Counter.builder("gatehouse.sessions.opened")
            .description("sessions opened by a login")
            .register(registry);
    this.refreshed =
        Counter.builder("gatehouse.sessions.refreshed")
            .description("refresh tokens traded for their successors")
            .register(registry);
    for (SessionEnd why : SessionEnd.values()) {
      ended.put(
          why,
          Counter.builder("gatehouse.sessions.ended")
              .description("sessions ended before their time")
              .tag("reason", why.word())
              .register(registry));
    }
  }

  @Override
  public void add(Session session) {
    store.add(session);
    opened.increment();
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return store.find(id);
  }

  @Override
  public boolean rotate(Session before, Session.Rotation next) {
    boolean rotated = store.rotate(before, next);
    if (rotated) {
      refreshed.increment();
    }
    return rotated;
  }

  @Override
  public Optional<UserId> remove(SessionId id, SessionEnd why) {
    Optional<UserId> user = store.remove(id, why);
    if (user.isPresent()) {
      count(why, 1);
    }
    return user;
  }

  @Override
  public int removeAll(UserId user, SessionEnd why) {
    int removed = store.removeAll(user, why);
    count(why, removed);
    return removed;
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return store.removeExpired(now, atMost);
  }

  private void count(SessionEnd why, int sessions) {
    requireNonNull(ended.get(why)).increment(sessions);
  }
}
