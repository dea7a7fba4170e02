package dev.gatehouse.testkit.browser;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spent states in memory, for tests. Thread-safe; passes {@link UsedStateStoreContract}. */
public final class InMemoryUsedStateStore implements UsedStateStore {

  private final Map<State, Instant> spent = new ConcurrentHashMap<>();
  private volatile boolean unavailable;

  /** From now on every call fails as if the store were gone. */
  public void fail() {
    unavailable = true;
  }

  /** Ends what {@link #fail()} began. */
  public void recover() {
    unavailable = false;
  }

  @Override
  public Use markUsed(State state, Instant until) {
    checkAvailable();
    return spent.putIfAbsent(state, until) == null ? Use.FIRST_USE : Use.REPLAYED;
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    checkAvailable();
    List<State> expired =
        spent.entrySet().stream()
            .filter(entry -> !now.isBefore(entry.getValue()))
            .map(Map.Entry::getKey)
            .limit(atMost)
            .toList();
    expired.forEach(spent::remove);
    return expired.size();
  }

  private void checkAvailable() {
    if (unavailable) {
      throw new StorageUnavailableException("told to fail");
    }
  }
}
