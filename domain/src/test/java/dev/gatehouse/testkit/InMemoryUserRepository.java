package dev.gatehouse.testkit;

import dev.gatehouse.domain.login.ExternalIdentity;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Users in memory, for tests. Thread-safe; passes {@link UserRepositoryContract}. */
public final class InMemoryUserRepository implements UserRepository {

  private final Map<ExternalIdentity, User> users = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private volatile boolean unavailable;

  /** From now on every call fails as if the store were gone. */
  public void fail() {
    unavailable = true;
  }

  /** Ends what {@link #fail()} began; the users are still there. */
  public void recover() {
    unavailable = false;
  }

  /** Shuts a user out, as the operator would. */
  public void disable(UserId id) {
    users.replaceAll((identity, user) ->
        user.id().equals(id) ? User.restored(id, user.name(), boxed(user.age()), true) : user);
  }

  /** Removes a user with all its identities. */
  public void delete(UserId id) {
    users.values().removeIf(user -> user.id().equals(id));
  }

  /** How many users there are. */
  public int size() {
    return users.size();
  }

  @Override
  public void requireReachable() {
    checkAvailable();
  }

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    checkAvailable();
    return Optional.ofNullable(users.get(identity));
  }

  @Override
  public Optional<User> find(UserId id) {
    checkAvailable();
    return users.values().stream().filter(user -> user.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Account> findAccount(UserId id) {
    checkAvailable();
    List<Map.Entry<ExternalIdentity, User>> found =
        users.entrySet().stream().filter(entry -> entry.getValue().id().equals(id)).toList();
    List<LoginMethod> methods = found.stream().map(entry -> entry.getKey().method()).toList();
    return found.stream().findFirst().map(entry -> new Account(entry.getValue(), methods));
  }

  @Override
  public Registration registerIfAbsent(NewUser newUser, ExternalIdentity identity) {
    checkAvailable();
    User user = User.registered(new UserId(lastId.incrementAndGet()), newUser);
    User winner = users.putIfAbsent(identity, user);
    return winner == null ? new Registration.Created(user) : new Registration.AlreadyThere(winner);
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
