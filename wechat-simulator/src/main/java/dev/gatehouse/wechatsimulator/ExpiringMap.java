package dev.gatehouse.wechatsimulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * Keeps values for one fixed time and forgets them after it, so that nothing piles up in a
 * simulator that runs for weeks. Above the capacity the oldest value goes early. Not thread-safe.
 */
final class ExpiringMap<V> {
  private final Duration lifetime;
  private final int capacity;

  /** In the order of putting, which with one lifetime for all is the order of expiry. */
  private final SequencedMap<String, Entry<V>> entries = new LinkedHashMap<>();

  ExpiringMap(Duration lifetime, int capacity) {
    this.lifetime = lifetime;
    this.capacity = capacity;
  }

  /** Also forgets what has expired by now. A value that is here already begins a new life. */
  void put(String key, V value, Instant now) {
    entries.remove(key);
    entries.put(key, new Entry<>(value, now.plus(lifetime)));
    Iterator<Entry<V>> oldestFirst = entries.values().iterator();
    while (oldestFirst.hasNext()
        && (oldestFirst.next().isExpired(now) || entries.size() > capacity)) {
      oldestFirst.remove();
    }
  }

  /** Empty when never put, expired, or forgotten. */
  Optional<V> get(String key, Instant now) {
    return Optional.ofNullable(entries.get(key))
        .filter(entry -> !entry.isExpired(now))
        .map(Entry::value);
  }

  /** Puts another value in the place of one that is here; its expiry stays. */
  void update(String key, UnaryOperator<V> change) {
    entries.computeIfPresent(
        key, (_, entry) -> new Entry<>(change.apply(entry.value()), entry.expiresAt()));
  }

  /** Those that have not expired, the last put first. */
  List<V> latest(int atMost, Instant now) {
    return entries.sequencedValues().reversed().stream()
        .filter(entry -> !entry.isExpired(now))
        .limit(atMost)
        .map(Entry::value)
        .toList();
  }

  int size() {
    return entries.size();
  }

  void clear() {
    entries.clear();
  }

  private record Entry<V>(V value, Instant expiresAt) {
    boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }
  }
}
