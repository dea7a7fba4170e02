package dev.gatehouse.testkit;

import dev.gatehouse.domain.login.ExternalIdentity;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

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

  /** How many users there are. */
  public int size() {
    return users.size();
  }

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    checkAvailable();
    return Optional.ofNullable(users.get(identity));
  }

  @Override
  public Registration registerIfAbsent(NewUser newUser, ExternalIdentity identity) {
    checkAvailable();
    User user = User.registered(new UserId(lastId.incrementAndGet()), newUser);
    User winner = users.putIfAbsent(identity, user);
    return winner == null ? new Registration.Created(user) : new Registration.AlreadyThere(winner);
  }

  private void checkAvailable() {
    if (unavailable) {
      throw new StorageUnavailableException("told to fail");
    }
  }
}
