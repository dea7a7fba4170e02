package dev.gatehouse.testkit.audit;

import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Audit records in memory, for tests. Thread-safe; passes {@link AuditLogContract}. */
public final class InMemoryAuditLog implements AuditLog {

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

  @Override
  public void record(AuditRecord entry) {
    if (!unavailable) {
      records.add(entry);
    }
  }
}
