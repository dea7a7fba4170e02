package dev.gatehouse.adapter.persistence.outbox;

import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import java.security.SecureRandom;

/** Outbox rows for tests of the stores that write them in their transactions. */
public final class TestOutboxRows {

  private TestOutboxRows() {}

  public static ChangeRecorder recorder() {
    return new OutboxRows(new SecureRandom());
  }
}
