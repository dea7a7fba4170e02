package dev.gatehouse.testkit.attempt;

import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Spent states in memory, for tests. Thread-safe; passes {@link SpentStatesContract}. */
public final class InMemorySpentStates implements SpentStates {

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
  public Spending spend(State state, Instant until) {
    checkAvailable();
    return spent.putIfAbsent(state, until) == null ? Spending.FIRST : Spending.AGAIN;
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
