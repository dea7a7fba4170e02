package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.application.operation.ExpiringRows;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** One round of the cleanup, for tests of the stores whose rows it removes. */
public final class TestCleanup {

  public static final int BATCH = ExpiredRowCleanup.BATCH;

  private TestCleanup() {}

  public static void run(Instant now, ExpiringRows rows) {
    new ExpiredRowCleanup(
            List.of(rows), Runnable::run, Clock.fixed(now, ZoneOffset.UTC), new SplittableRandom())
        .run();
  }
}
