package dev.gatehouse.adapter.persistence.audit;

import dev.gatehouse.adapter.persistence.account.AccountChangeWriter;
import dev.gatehouse.adapter.persistence.session.SessionEndWriter;
import dev.gatehouse.adapter.persistence.user.RegistrationWriter;
import java.security.SecureRandom;

/** Audit rows for tests of the stores that write them in their transactions. */
public final class TestAuditRows {

  private TestAuditRows() {}

  public static AccountChangeWriter ofAccountChanges() {
    return new AuditRows(new SecureRandom());
  }

  public static RegistrationWriter ofRegistrations() {
    return new AuditRows(new SecureRandom());
  }

  public static SessionEndWriter ofSessionEnds() {
    return new AuditRows(new SecureRandom());
  }
}
