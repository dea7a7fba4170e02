package dev.gatehouse.application.session;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions over a store; what a token is to its session, {@link Session} says. */
public final class SessionsService implements Sessions, ClientSessions {

  /** The first look may come too early, the second sees the winner; beyond that the store lies. */
  private static final int LOOKS = 3;

  private final SessionStore store;
  private final UserRepository users;
  private final SessionLookup lookup;
  private final SessionLifetimes lifetimes;
  private final SecureRandom random;
  private final Clock clock;
  private final List<SessionObserver> observers;

  /**
   * @param observers are told in this order
   */
  public SessionsService(
      SessionStore store,
      UserRepository users,
      SessionLookup lookup,
      SessionLifetimes lifetimes,
      SecureRandom random,
      Clock clock,
      List<? extends SessionObserver> observers) {
    this.store = store;
    this.users = users;
    this.lookup = lookup;
    this.lifetimes = lifetimes;
    this.random = random;
    this.clock = clock;
    this.observers = List.copyOf(observers);
  }

  @Override
  public Optional<IssuedSession> open(UserId user, ExternalIdentity by) {
    Instant now = now();
    RefreshToken token = RefreshToken.random(random, now);
    Session session = Session.opened(token, user, Salt.random(random), now, lifetimes.refresh());
    if (!store.add(session, by)) {
      refuse(SessionRefusal.LOGIN_METHOD_UNLINKED);
      return Optional.empty();
    }
    observers.forEach(SessionObserver::opened);
    return Optional.of(new IssuedSession(session, token));
  }

  @Override
  public Optional<IssuedSession> open(
      RefreshToken first, ActiveSession parent, ClientGrant grant, Duration lifetime) {
    Session session =
        Session.ofClient(first, parent.session(), grant, Salt.random(random), now(), lifetime);
    if (!store.addOfClient(session)) {
      return Optional.empty();
    }
    observers.forEach(SessionObserver::opened);
    return Optional.of(new IssuedSession(session, first));
  }

  @Override
  public Optional<IssuedSession> renew(RefreshToken token) {
    return renewFor(null, token);
  }

  @Override
  public Optional<IssuedSession> renew(RefreshToken token, String client) {
    return renewFor(client, token);
  }

  /**
   * @param client null for the user
   */
  private Optional<IssuedSession> renewFor(@Nullable String client, RefreshToken token) {
    // One moment for all looks: the loser of a race came within the grace, however long it took.
    Instant now = now();
    for (int look = 1; look <= LOOKS; look++) {
      Optional<Shown> found =
          store
              .find(token.sessionId())
              .filter(session -> session.isOf(client))
              .flatMap(session -> shown(session, token, now));
      if (found.isEmpty() || !mayStay(found.get().session(), now)) {
        refuse(SessionRefusal.REFRESH_REJECTED);
        return Optional.empty();
      }
      Session session = found.get().session();
      if (found.get().status() == RefreshTokenStatus.WITHIN_GRACE_PERIOD) {
        return Optional.of(new IssuedSession(session, token.successor(session.rotation().salt())));
      }
      Salt salt = Salt.random(random);
      RefreshToken successor = token.successor(salt);
      Session rotated = session.rotated(successor, salt, now);
      if (store.rotate(session, rotated.rotation())) {
        observers.forEach(SessionObserver::refreshed);
        return Optional.of(new IssuedSession(rotated, successor));
      }
    }
    throw new IllegalStateException("a session was rotated, but the store does not show it");
  }

  @Override
  public Optional<ActiveSession> current(RefreshToken token) {
    Instant now = now();
    Optional<ActiveSession> found =
        lookup
            .find(token.sessionId())
            .filter(active -> active.session().isOf(null))
            .filter(active -> shown(active.session(), token, now).isPresent())
            .filter(each -> each.user().active());
    found.map(ActiveSession::session).ifPresent(session -> noteUse(session, now));
    return found;
  }

  private void noteUse(Session session, Instant now) {
    if (!now.isBefore(session.usedAt().plus(lifetimes.noteUseAfter()))) {
      store.markUsed(session.id(), now);
    }
  }

  @Override
  public Optional<ActiveSession> current(SessionId session) {
    return live(session, now()).filter(active -> active.session().isOf(null));
  }

  private Optional<ActiveSession> live(SessionId session, Instant now) {
    return lookup
        .find(session)
        .filter(active -> !active.session().isOver(now, lifetimes.idle()))
        .filter(each -> each.user().active());
  }

  @Override
  public Optional<ActiveSession> currentOfClient(RefreshToken token) {
    Instant now = now();
    return lookup
        .find(token.sessionId())
        .filter(active -> parent(active.session(), now).isPresent())
        .filter(active -> shown(active.session(), token, now).isPresent());
  }

  @Override
  public Optional<ActiveSession> currentOfClient(SessionId session) {
    Instant now = now();
    return live(session, now).filter(active -> parent(active.session(), now).isPresent());
  }

  /** The live session on which one of a client hangs; empty for a session of the user's own. */
  private Optional<ActiveSession> parent(Session session, Instant now) {
    return Optional.ofNullable(session.grant())
        .flatMap(grant -> live(grant.parent(), now))
        .filter(parent -> parent.user().id().equals(session.user()));
  }

  @Override
  public void end(SessionId session, SessionEndReason why) {
    store.remove(session, why).ifPresent(this::tell);
  }

  @Override
  public void refuse(SessionRefusal why) {
    observers.forEach(each -> each.refused(why));
  }

  @Override
  public void endAll(UserId user) {
    store.removeAll(user, SessionEndReason.SIGNED_OUT_EVERYWHERE).ifPresent(this::tell);
  }

  private void tell(SessionEnd end) {
    observers.forEach(each -> each.ended(end));
  }

  /** A session, and what the token is to it that was shown. */
  private record Shown(Session session, RefreshTokenStatus status) {}

  /** What a token is to its session. A session whose token proves stolen is ended. */
  private Optional<Shown> shown(Session session, RefreshToken token, Instant now) {
    if (session.isOver(now, lifetimes.idle())) {
      return Optional.empty();
    }
    RefreshTokenStatus status = session.statusOf(token, now);
    if (status == RefreshTokenStatus.REUSED) {
      end(session.id(), SessionEndReason.REFRESH_TOKEN_REUSED);
      return Optional.empty();
    }
    return Optional.of(new Shown(session, status));
  }

  private boolean mayStay(Session session, Instant now) {
    if (session.grant() != null) {
      Optional<ActiveSession> parent = parent(session, now);
      parent.map(ActiveSession::session).ifPresent(each -> noteUse(each, now));
      return parent.isPresent();
    }
    boolean mayStay = users.find(session.user()).filter(User::active).isPresent();
    if (!mayStay) {
      end(session.id(), SessionEndReason.USER_DISABLED);
    }
    return mayStay;
  }

  /** What every store can keep. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
