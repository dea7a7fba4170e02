package dev.gatehouse.testkit.audit;

import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.domain.user.UserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Audit records in memory, for tests. Thread-safe; passes {@link AuditLogContract}. */
public final class InMemoryAuditLog implements AuditLog, AuditTrail {

  private final List<AuditRecord> records = new CopyOnWriteArrayList<>();
  private volatile boolean unavailable;

  /** From now on every record is given up, as if the store were gone for good. */
  public void fail() {
    unavailable = true;
  }

  /** What was recorded, in that order. */
  public List<AuditRecord> records() {
    return List.copyOf(records);
  }

  /** The id of a record is its place. */
  @Override
  public List<Entry> of(UserId user, int atMost, @Nullable String before) {
    return IntStream.range(0, before == null ? records.size() : Integer.parseInt(before))
        .mapToObj(place -> new Entry(Integer.toString(place), records.get(place)))
        .filter(entry -> user.equals(entry.record().user()))
        .toList()
        .reversed()
        .stream()
        .limit(atMost)
        .toList();
  }

  @Override
  public void record(AuditRecord entry) {
    if (!unavailable) {
      records.add(entry);
    }
  }
}
