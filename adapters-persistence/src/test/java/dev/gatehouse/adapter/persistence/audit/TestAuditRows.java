package dev.gatehouse.adapter.persistence.audit;

import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import java.security.SecureRandom;

/** Audit rows for tests of the stores that write them in their transactions. */
public final class TestAuditRows {

  private TestAuditRows() {}

  public static ChangeRecorder recorder() {
    return new AuditRows(new SecureRandom());
  }
}
