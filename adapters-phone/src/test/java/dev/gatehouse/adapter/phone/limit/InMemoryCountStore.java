package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link CountStore} for tests. */
final class InMemoryCountStore implements CountStore {

  private record Row(Kept kept, Instant expiresAt) {}

  private final Map<Bucket, Row> rows = new HashMap<>();
  private long lastVersion;
  private boolean failing;

  synchronized void fail(boolean now) {
    failing = now;
  }

  @Override
  public synchronized Map<Bucket, Kept> find(Collection<Bucket> buckets) {
    requireReachable();
    Map<Bucket, Kept> found = new HashMap<>();
    for (Bucket bucket : buckets) {
      Row row = rows.get(bucket);
      if (row != null) {
        found.put(bucket, row.kept());
      }
    }
    return found;
  }

  @Override
  public synchronized Optional<Kept> replace(
      Bucket bucket, Kept read, Tally next, Instant expiresAt) {
    requireReachable();
    Row row = rows.get(bucket);
    if ((row == null ? 0 : row.kept().version()) != read.version()) {
      return Optional.empty();
    }
    Kept replaced = new Kept(Tally.decode(next.encode()), ++lastVersion);
    rows.put(bucket, new Row(replaced, expiresAt));
    return Optional.of(replaced);
  }

  @Override
  public synchronized int removeExpired(Instant now, int atMost) {
    List<Bucket> expired =
        rows.entrySet().stream()
            .filter(row -> row.getValue().expiresAt().isBefore(now))
            .map(Map.Entry::getKey)
            .limit(atMost)
            .toList();
    expired.forEach(rows::remove);
    return expired.size();
  }

  private void requireReachable() {
    if (failing) {
      throw new StorageUnavailableException("away");
    }
  }
}
