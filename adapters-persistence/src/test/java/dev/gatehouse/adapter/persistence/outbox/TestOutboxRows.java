package dev.gatehouse.adapter.persistence.outbox;

import dev.gatehouse.adapter.persistence.account.AccountChangeWriter;
import dev.gatehouse.adapter.persistence.user.RegistrationWriter;
import java.security.SecureRandom;

/** Outbox rows for tests of the store that writes them in its transactions. */
public final class TestOutboxRows {

  private TestOutboxRows() {}

  public static AccountChangeWriter ofAccountChanges() {
    return new OutboxRows(new SecureRandom());
  }

  public static RegistrationWriter ofRegistrations() {
    return new OutboxRows(new SecureRandom());
  }
}
