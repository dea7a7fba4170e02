package dev.gatehouse.adapter.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpiredRowCleanupTest {

  /** An account that may add audit records and not delete them, say. */
  @Test
  void rows_that_cannot_be_removed_do_not_keep_the_others() {
    List<Integer> asked = new ArrayList<>();
    ExpiredRowCleanup purge =
        new ExpiredRowCleanup(
            List.of(
                (now, atMost) -> {
                  throw new IllegalStateException("DELETE command denied");
                },
                (now, atMost) -> {
                  asked.add(atMost);
                  return 0;
                }),
            Clock.systemUTC(),
            new SplittableRandom(1));

    purge.run();
    purge.run();

    assertThat(asked).containsExactly(ExpiredRowCleanup.BATCH, ExpiredRowCleanup.BATCH);
  }
}
