package dev.gatehouse.testkit.session;

import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions in memory, for tests. Thread-safe; passes {@link SessionStoreContract}. */
public final class InMemorySessionStore implements SessionStore {

  private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
  private final Map<SessionId, ExternalIdentity> openedBy = new ConcurrentHashMap<>();
  private volatile boolean unavailable;

  /** From now on every call fails as if the store were gone. */
  public void fail() {
    unavailable = true;
  }

  /** Ends what {@link #fail()} began; the sessions are still there. */
  public void recover() {
    unavailable = false;
  }

  /** How many sessions are kept. */
  public int size() {
    return sessions.size();
  }

  /**
   * Ends what an identity opened that was unlinked.
   *
   * @param kept the session that stays
   * @return how many sessions ended
   */
  public int unlinked(ExternalIdentity identity, SessionId kept) {
    openedBy.remove(kept, identity);
    return released(identity);
  }

  /**
   * Ends what an identity opened.
   *
   * @return how many sessions ended
   */
  public int released(ExternalIdentity identity) {
    List<SessionId> ended =
        openedBy.entrySet().stream()
            .filter(entry -> entry.getValue().equals(identity))
            .map(Map.Entry::getKey)
            .toList();
    return (int) ended.stream().filter(id -> sessions.remove(id) != null).count();
  }

  /** The identity that opened a session, unless it was unlinked. */
  public Optional<ExternalIdentity> openedBy(SessionId session) {
    checkAvailable();
    return Optional.ofNullable(openedBy.get(session));
  }

  @Override
  public boolean add(Session session, ExternalIdentity identity) {
    checkAvailable();
    if (sessions.putIfAbsent(session.id(), session) != null) {
      throw new IllegalStateException("a session of this id is kept already");
    }
    openedBy.put(session.id(), identity);
    return true;
  }

  @Override
  public boolean addOfClient(Session session) {
    checkAvailable();
    SessionId parent = Objects.requireNonNull(session.grant(), "grant").parent();
    if (!sessions.containsKey(parent) || sessions.putIfAbsent(session.id(), session) != null) {
      return false;
    }
    Optional.ofNullable(openedBy.get(parent)).ifPresent(by -> openedBy.put(session.id(), by));
    return true;
  }

  @Override
  public Optional<Session> find(SessionId id) {
    checkAvailable();
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public boolean confirm(SessionId id, Instant at) {
    checkAvailable();
    return sessions.computeIfPresent(
            id, (_, session) -> session.with(session.rotation(), at, session.usedAt()))
        != null;
  }

  @Override
  public boolean markUsed(SessionId id, Instant at) {
    checkAvailable();
    return sessions.computeIfPresent(
            id, (_, session) -> session.with(session.rotation(), session.confirmedAt(), at))
        != null;
  }

  @Override
  public boolean rotate(Session before, Session.Rotation next) {
    checkAvailable();
    Session after =
        sessions.computeIfPresent(
            before.id(),
            (_, session) ->
                session.rotation().secret().equals(before.rotation().secret())
                    ? session.with(next, session.confirmedAt(), next.at())
                    : session);
    return after != null && after.rotation().equals(next);
  }

  @Override
  public Optional<SessionEnd> remove(SessionId id, SessionEndReason why) {
    checkAvailable();
    return Optional.ofNullable(sessions.remove(id))
        .map(session -> new SessionEnd(session.user(), why, 1, Set.of()));
  }

  @Override
  public Optional<SessionEnd> removeAll(UserId user, SessionEndReason why) {
    checkAvailable();
    long ended =
        sessions.values().stream()
            .filter(session -> session.user().equals(user))
            .filter(session -> sessions.remove(session.id()) != null)
            .count();
    return ended == 0
        ? Optional.empty()
        : Optional.of(new SessionEnd(user, why, (int) ended, Set.of()));
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    checkAvailable();
    List<SessionId> over =
        sessions.values().stream()
            .filter(session -> !session.expiresAt().isAfter(now))
            .limit(atMost)
            .map(Session::id)
            .toList();
    return (int) over.stream().filter(id -> sessions.remove(id) != null).count();
  }

  private void checkAvailable() {
    if (unavailable) {
      throw new StorageUnavailableException("told to fail");
    }
  }
}
