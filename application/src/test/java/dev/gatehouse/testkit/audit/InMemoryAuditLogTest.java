package dev.gatehouse.testkit.audit;

import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import java.util.List;

class InMemoryAuditLogTest extends AuditLogContract {

  private final InMemoryAuditLog log = new InMemoryAuditLog();

  @Override
  protected AuditLog log() {
    return log;
  }

  @Override
  protected AuditLog unreachableLog() {
    InMemoryAuditLog unreachable = new InMemoryAuditLog();
    unreachable.fail();
    return unreachable;
  }

  @Override
  protected List<AuditRecord> recordsOf(String traceId, int atLeast) {
    return log.records().stream().filter(each -> each.client().traceId().equals(traceId)).toList();
  }
}
