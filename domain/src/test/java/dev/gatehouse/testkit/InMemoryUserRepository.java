package dev.gatehouse.testkit;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.KnownUser;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Users in memory, for tests. Thread-safe; passes {@link UserRepositoryContract}. A caller that
 * needs several steps as one holds the lock of this object meanwhile.
 */
public final class InMemoryUserRepository implements UserRepository {

  private final Map<UserId, User> users = new HashMap<>();
  private final Map<ExternalIdentity, Link> links = new LinkedHashMap<>();
  private final Set<UserId> closed = new HashSet<>();
  private final Set<UserId> chosen = new HashSet<>();
  private final Map<ExternalIdentity, Instant> used = new HashMap<>();
  private final Clock clock;
  private long lastId;
  private long lastLinkId;
  private volatile boolean unavailable;

  /** Notes uses by the machine's clock. */
  public InMemoryUserRepository() {
    this(Clock.systemUTC());
  }

  public InMemoryUserRepository(Clock clock) {
    this.clock = clock;
  }

  /**
   * An identity and the user to whom it leads.
   *
   * @param id grows with each link
   */
  public record Link(long id, ExternalIdentity identity, UserId user) {}

  /** From now on every call fails as if the store were gone. */
  public void fail() {
    unavailable = true;
  }

  /** Ends what {@link #fail()} began; the users are still there. */
  public void recover() {
    unavailable = false;
  }

  /** Shuts a user out, as the operator would. */
  public synchronized void disable(UserId id) {
    users.computeIfPresent(
        id,
        (_, user) ->
            User.restored(id, user.name(), boxed(user.age()), true, user.closesAt().orElse(null)));
  }

  /** Ends what {@link #disable} began. */
  public synchronized void enable(UserId id) {
    checkAvailable();
    users.computeIfPresent(
        id,
        (_, user) ->
            User.restored(id, user.name(), boxed(user.age()), false, user.closesAt().orElse(null)));
  }

  /** From now on the user's name is one that the user or an operator chose. */
  public synchronized void nameChosen(UserId id) {
    chosen.add(id);
  }

  /** Changes name and age, as the user would. */
  public synchronized void change(UserId id, String name, @Nullable Integer age) {
    checkAvailable();
    users.computeIfPresent(
        id,
        (_, user) -> User.restored(id, name, age, user.disabled(), user.closesAt().orElse(null)));
  }

  /** Schedules the closure of an account, or cancels it with null. */
  public synchronized void closesAt(UserId id, @Nullable Instant moment) {
    checkAvailable();
    users.computeIfPresent(
        id,
        (_, user) -> User.restored(id, user.name(), boxed(user.age()), user.disabled(), moment));
  }

  /** Closes an account: the id and a name stay. */
  public synchronized void close(UserId id, String nameLeft) {
    checkAvailable();
    links.values().removeIf(link -> link.user().equals(id));
    change(id, nameLeft, null);
    closed.add(id);
  }

  /** Whether an account is closed. */
  public synchronized boolean isClosed(UserId id) {
    return closed.contains(id);
  }

  /** All users whose accounts close at a moment or before, and are not closed yet. */
  public synchronized List<UserId> closing(Instant until) {
    checkAvailable();
    return users.values().stream()
        .filter(user -> user.closesAt().filter(at -> !at.isAfter(until)).isPresent())
        .filter(user -> !closed.contains(user.id()))
        .map(User::id)
        .toList();
  }

  /** Removes a user with all its identities. */
  public synchronized void delete(UserId id) {
    users.remove(id);
    links.values().removeIf(link -> link.user().equals(id));
  }

  /** How many users there are. */
  public synchronized int size() {
    return users.size();
  }

  /** The users of a name, in the order of their ids. */
  public synchronized List<User> named(String name) {
    checkAvailable();
    return users.values().stream()
        .filter(user -> user.name().equals(name))
        .sorted(Comparator.comparingLong(user -> user.id().value()))
        .toList();
  }

  /** The identities of a user, the oldest first. */
  public synchronized List<Link> links(UserId id) {
    checkAvailable();
    return links.values().stream().filter(link -> link.user().equals(id)).toList();
  }

  /**
   * Lets an identity lead to a user, unless it leads to one already.
   *
   * @return where it leads now
   */
  public synchronized Link link(UserId user, ExternalIdentity identity) {
    checkAvailable();
    return links.computeIfAbsent(identity, _ -> linked(user, identity));
  }

  private Link linked(UserId user, ExternalIdentity identity) {
    noteUse(identity);
    return new Link(++lastLinkId, identity, user);
  }

  /** Notes that an identity is used now. */
  public synchronized void noteUse(ExternalIdentity identity) {
    checkAvailable();
    used.put(identity, clock.instant());
  }

  /** When an identity was last used, registered or linked; the epoch if never. */
  public synchronized Instant lastUsed(ExternalIdentity identity) {
    return used.getOrDefault(identity, Instant.EPOCH);
  }

  /** Lets an identity lead to no user. */
  public synchronized void unlink(ExternalIdentity identity) {
    checkAvailable();
    links.remove(identity);
  }

  @Override
  public void requireReachable() {
    checkAvailable();
  }

  @Override
  public synchronized Optional<User> findByIdentity(ExternalIdentity identity) {
    checkAvailable();
    return Optional.ofNullable(links.get(identity)).flatMap(link -> find(link.user()));
  }

  @Override
  public synchronized Optional<KnownUser> findForLogin(
      ExternalIdentity identity, Instant usedSince) {
    Optional<User> found = findByIdentity(identity);
    boolean dormant = lastUsed(identity).isBefore(usedSince);
    if (found.isPresent() && !dormant) {
      noteUse(identity);
    }
    return found.map(user -> new KnownUser(user, dormant));
  }

  @Override
  public synchronized Optional<User> find(UserId id) {
    checkAvailable();
    return Optional.ofNullable(users.get(id));
  }

  @Override
  public synchronized Optional<Account> findAccount(UserId id) {
    return find(id)
        .map(user ->
            new Account(user, links(id).stream().map(link -> link.identity().method()).toList()));
  }

  @Override
  public synchronized Registration registerIfAbsent(NewUser newUser, ExternalIdentity identity) {
    Optional<User> winner = findByIdentity(identity);
    if (winner.isPresent()) {
      return new Registration.Returned(winner.get());
    }
    User user = User.registered(new UserId(++lastId), newUser);
    users.put(user.id(), user);
    link(user.id(), identity);
    return new Registration.Registered(user);
  }

  @Override
  public synchronized Optional<User> replaceUnchosenName(User user, UserName name) {
    Optional<User> now = find(user.id());
    if (chosen.contains(user.id()) || now.map(User::name).filter(user.name()::equals).isEmpty()) {
      return Optional.empty();
    }
    users.put(user.id(), now.get().named(name));
    return Optional.of(user.named(name));
  }

  private static @Nullable Integer boxed(OptionalInt age) {
    return age.isPresent() ? age.getAsInt() : null;
  }

  private void checkAvailable() {
    if (unavailable) {
      throw new StorageUnavailableException("told to fail");
    }
  }
}
