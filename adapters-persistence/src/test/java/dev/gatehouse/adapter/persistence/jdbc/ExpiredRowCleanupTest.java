package dev.gatehouse.adapter.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpiredRowCleanupTest {

  /** For example, the account may insert audit records but not delete them. */
  @Test
  void rows_that_cannot_be_removed_do_not_affect_the_others() {
    List<Integer> asked = new ArrayList<>();
    ExpiredRowCleanup cleanup =
        new ExpiredRowCleanup(
            List.of(
                (now, atMost) -> {
                  throw new IllegalStateException("DELETE command denied");
                },
                (now, atMost) -> {
                  asked.add(atMost);
                  return 0;
                }),
            Runnable::run,
            Clock.systemUTC(),
            new SplittableRandom(1));

    cleanup.run();
    cleanup.run();

    assertThat(asked).containsExactly(ExpiredRowCleanup.BATCH, ExpiredRowCleanup.BATCH);
  }
}
