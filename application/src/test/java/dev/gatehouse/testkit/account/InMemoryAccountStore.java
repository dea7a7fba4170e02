package dev.gatehouse.testkit.account;

import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.Linking;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Login methods of the users and sessions of two other fakes, for tests. Thread-safe; passes {@link
 * AccountStoreContract}.
 */
public final class InMemoryAccountStore implements AccountStore {

  private final InMemoryUserRepository users;
  private final InMemorySessionStore sessions;
  private final Clock clock;
  private final Map<LoginMethodId, Instant> since = new HashMap<>();

  public InMemoryAccountStore(
      InMemoryUserRepository users, InMemorySessionStore sessions, Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public List<LinkedIdentity> identitiesOf(UserId user) {
    synchronized (users) {
      return users.links(user).stream().map(this::entry).toList();
    }
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
            : new Linking.TakenByAnother(owner.get().id());
      }
      if (users.links(user).size() >= MOST_LOGIN_METHODS) {
        return new Linking.TooMany();
      }
      return new Linking.Linked(entry(users.link(user, identity)));
    }
  }

  @Override
  public Unlinking unlink(UserId user, LoginMethodId id, SessionId current) {
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
      if (entries.size() == 1) {
        return new Unlinking.LastOne();
      }
      users.unlink(found.get().identity());
      return new Unlinking.Unlinked(
          found.get(), sessions.unlinked(found.get().identity(), current));
    }
  }

  private boolean inactive(UserId user) {
    return users.find(user).filter(found -> !found.disabled()).isEmpty();
  }

  private LinkedIdentity entry(InMemoryUserRepository.Link link) {
    LoginMethodId id = new LoginMethodId(link.id());
    Instant linked = since.computeIfAbsent(id, _ -> clock.instant());
    return new LinkedIdentity(id, link.identity(), linked, null);
  }
}
