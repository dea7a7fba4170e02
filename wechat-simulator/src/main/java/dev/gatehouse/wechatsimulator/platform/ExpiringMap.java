package dev.gatehouse.wechatsimulator.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * A map with one fixed lifetime for all entries and a bound on their number. Above the capacity it
 * removes the oldest entry. Not thread-safe.
 */
public final class ExpiringMap<V> {
  private final Duration lifetime;
  private final int capacity;

  /** In insertion order, which is the order of expiry. */
  private final SequencedMap<String, Entry<V>> entries = new LinkedHashMap<>();

  public ExpiringMap(Duration lifetime, int capacity) {
    this.lifetime = lifetime;
    this.capacity = capacity;
  }

  /** Adds or replaces the value, with a new lifetime, and removes expired entries. */
  public void put(String key, V value, Instant now) {
    entries.remove(key);
    entries.put(key, new Entry<>(value, now.plus(lifetime)));
    Iterator<Entry<V>> oldestFirst = entries.values().iterator();
    while (oldestFirst.hasNext()
        && (oldestFirst.next().isExpired(now) || entries.size() > capacity)) {
      oldestFirst.remove();
    }
  }

  /** Empty for an unknown or expired key. */
  public Optional<V> get(String key, Instant now) {
    return Optional.ofNullable(entries.get(key))
        .filter(entry -> !entry.isExpired(now))
        .map(Entry::value);
  }

  /** Changes an existing value and keeps its expiry. */
  public void update(String key, UnaryOperator<V> change) {
    entries.computeIfPresent(
        key, (_, entry) -> new Entry<>(change.apply(entry.value()), entry.expiresAt()));
  }

  /** The live values, the latest first. */
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

  public void clear() {
    entries.clear();
  }

  private record Entry<V>(V value, Instant expiresAt) {
    boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }
  }
}
