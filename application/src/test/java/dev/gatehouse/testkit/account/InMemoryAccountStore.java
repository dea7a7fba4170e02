package dev.gatehouse.testkit.account;

import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.Closing;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.Linking;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.ProfileChange;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Login methods of the users and sessions of two other fakes, for tests. Thread-safe; passes {@link
 * AccountStoreContract}.
 */
public final class InMemoryAccountStore implements AccountStore {

  private final InMemoryUserRepository users;
  private final InMemorySessionStore sessions;
  private final Clock clock;
  private final AccountChangeObserver changes;
  private final Consumer<SessionEnd> ends;
  private final Map<LoginMethodId, Instant> since = new HashMap<>();

  /** A store that tells no observer. */
  public InMemoryAccountStore(
      InMemoryUserRepository users, InMemorySessionStore sessions, Clock clock) {
    this(users, sessions, clock, (_, _) -> {}, _ -> {});
  }

  /**
   * @param changes is told of each change
   * @param ends is told of sessions that a change has ended
   */
  public InMemoryAccountStore(
      InMemoryUserRepository users,
      InMemorySessionStore sessions,
      Clock clock,
      AccountChangeObserver changes,
      Consumer<SessionEnd> ends) {
    this.users = users;
    this.sessions = sessions;
    this.clock = clock;
    this.changes = changes;
    this.ends = ends;
  }

  @Override
  public List<LinkedIdentity> identitiesOf(UserId user) {
    synchronized (users) {
      return users.links(user).stream().map(this::entry).toList();
    }
  }

  @Override
  public List<User> named(String name, int atMost, @Nullable UserId after) {
    return users.named(name).stream()
        .filter(user -> after == null || user.id().value() > after.value())
        .limit(atMost)
        .toList();
  }

  @Override
  public Linking link(UserId user, ExternalIdentity identity) {
    synchronized (users) {
      if (inactive(user)) {
        return new Linking.UserInactive();
      }
      Optional<User> owner = users.findByIdentity(identity);
      if (owner.isPresent()) {
        return owner.get().id().equals(user)
            ? new Linking.AlreadyTheirs(entry(users.link(user, identity)))
            : new Linking.TakenByAnother();
      }
      if (users.links(user).size() >= MOST_LOGIN_METHODS) {
        return new Linking.TooMany();
      }
      LinkedIdentity linked = entry(users.link(user, identity));
      tell(AccountChange.Kind.LINKED, user, identity.method());
      return new Linking.Linked(linked);
    }
  }

  @Override
  public Unlinking unlink(
      UserId user, LoginMethodId id, SessionId current, Set<LoginMethod> usable) {
    synchronized (users) {
      if (inactive(user)) {
        return new Unlinking.UserInactive();
      }
      List<LinkedIdentity> entries = identitiesOf(user);
      Optional<LinkedIdentity> found =
          entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
      if (found.isEmpty()) {
        return new Unlinking.NotTheirs();
      }
      if (entries.stream()
          .filter(entry -> !entry.id().equals(id))
          .noneMatch(entry -> usable.contains(entry.identity().method()))) {
        return new Unlinking.LastOne();
      }
      users.unlink(found.get().identity());
      int ended = sessions.unlinked(found.get().identity(), current);
      tellEnds(user, ended);
      tell(AccountChange.Kind.UNLINKED, user, found.get().identity().method());
      return new Unlinking.Unlinked(found.get(), ended);
    }
  }

  @Override
  public boolean release(UserId user, ExternalIdentity identity, Instant unusedSince) {
    synchronized (users) {
      if (inactive(user)
          || !leadsTo(user, identity)
          || users.lastUsed(identity).isAfter(unusedSince)) {
        return false;
      }
      users.unlink(identity);
      tellEnds(user, sessions.released(identity));
      tell(AccountChange.Kind.REASSIGNED, user, identity.method());
      return true;
    }
  }

  @Override
  public void noteUse(UserId user, ExternalIdentity identity) {
    synchronized (users) {
      if (leadsTo(user, identity)) {
        users.noteUse(identity);
      }
    }
  }

  private boolean leadsTo(UserId user, ExternalIdentity identity) {
    return users.findByIdentity(identity).map(User::id).filter(user::equals).isPresent();
  }

  @Override
  public Closing close(UserId user, Instant closesAt, UserName nameLeft) {
    synchronized (users) {
      Optional<User> found = users.find(user);
      if (found.isEmpty() || users.isClosed(user)) {
        return new Closing.UserInactive();
      }
      if (found.get().closesAt().isPresent()) {
        return new Closing.AlreadyScheduled(found.get().closesAt().get());
      }
      users.closesAt(user, closesAt);
      sessions.removeAll(user, SessionEndReason.ACCOUNT_CLOSING).ifPresent(ends);
      changes.changed(
          new AccountChange(AccountChange.Kind.CLOSING, clock.instant(), user, null, closesAt),
          Set.of());
      closeDue(clock.instant(), Integer.MAX_VALUE, nameLeft);
      return new Closing.Scheduled(closesAt);
    }
  }

  @Override
  public boolean disable(UserId user) {
    synchronized (users) {
      Optional<User> found = users.find(user);
      if (found.filter(each -> !each.disabled()).isPresent()) {
        users.disable(user);
        sessions.removeAll(user, SessionEndReason.USER_DISABLED).ifPresent(ends);
        tell(AccountChange.Kind.DISABLED, user, null);
      }
      return found.isPresent();
    }
  }

  @Override
  public boolean enable(UserId user) {
    synchronized (users) {
      Optional<User> found = users.find(user);
      if (found.filter(User::disabled).isPresent()) {
        users.enable(user);
        sessions.removeAll(user, SessionEndReason.USER_DISABLED).ifPresent(ends);
        tell(AccountChange.Kind.ENABLED, user, null);
      }
      return found.isPresent();
    }
  }

  @Override
  public Optional<User> reopen(UserId user) {
    synchronized (users) {
      Optional<User> found =
          users
              .find(user)
              .filter(each -> !users.isClosed(user))
              .filter(each -> each.closesAt().filter(clock.instant()::isBefore).isPresent());
      if (found.isPresent()) {
        users.closesAt(user, null);
        tell(AccountChange.Kind.REOPENED, user, null);
      }
      return found.flatMap(each -> users.find(user));
    }
  }

  @Override
  public int closeDue(Instant now, int atMost, UserName nameLeft) {
    synchronized (users) {
      List<UserId> due = users.closing(now).stream().limit(atMost).toList();
      for (UserId user : due) {
        sessions.removeAll(user, SessionEndReason.ACCOUNT_CLOSING).ifPresent(ends);
        users.close(user, nameLeft.value());
        tell(AccountChange.Kind.CLOSED, user, null);
      }
      return due.size();
    }
  }

  @Override
  public Optional<Account> change(UserId user, ProfileChange change) {
    synchronized (users) {
      Optional<Account> found = users.findAccount(user);
      if (found.isEmpty() || !found.get().user().active()) {
        return Optional.empty();
      }
      User before = found.get().user();
      Integer age = before.age().isPresent() ? before.age().getAsInt() : null;
      users.change(
          user,
          change.name() == null ? before.name() : change.name().value(),
          change.age() instanceof ProfileChange.NewAge(Integer years) ? years : age);
      if (change.name() != null) {
        users.nameChosen(user);
      }
      return users.findAccount(user);
    }
  }

  @Override
  public Optional<LoginMethodId> openedBy(SessionId session) {
    users.requireReachable();
    synchronized (users) {
      return sessions
          .openedBy(session)
          .flatMap(identity ->
              users
                  .findByIdentity(identity)
                  .map(owner -> entry(users.link(owner.id(), identity)).id()));
    }
  }

  private void tell(AccountChange.Kind kind, UserId user, @Nullable LoginMethod method) {
    changes.changed(new AccountChange(kind, clock.instant(), user, method), Set.of());
  }

  /** Tells of the sessions that a login method had opened. */
  private void tellEnds(UserId user, int sessions) {
    if (sessions > 0) {
      ends.accept(new SessionEnd(user, SessionEndReason.LOGIN_METHOD_UNLINKED, sessions, Set.of()));
    }
  }

  private boolean inactive(UserId user) {
    return users.find(user).filter(User::active).isEmpty();
  }

  private LinkedIdentity entry(InMemoryUserRepository.Link link) {
    LoginMethodId id = new LoginMethodId(link.id());
    Instant linked = since.computeIfAbsent(id, _ -> clock.instant());
    return new LinkedIdentity(id, link.identity(), linked, users.lastUsed(link.identity()));
  }
}
