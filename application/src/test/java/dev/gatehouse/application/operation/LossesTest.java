package dev.gatehouse.application.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LossesTest {

  private final List<String> log = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Losses losses = new Losses("rows", log::add, nanos::get);

  @Test
  void a_loss_is_told_at_once_and_what_follows_once_a_minute() {
    losses.add(1, "full");
    losses.add(2, "full");
    losses.tellInTime();
    assertThat(log).containsExactly("1 rows are lost, 1 since the start: full");

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    losses.tellInTime();
    losses.tellInTime();

    assertThat(log).hasSize(2).contains("2 rows are lost, 3 since the start: full");
    assertThat(losses.sum()).isEqualTo(3);
  }

  @Test
  void at_the_end_all_is_told_and_nothing_twice() {
    losses.add(1, "full");
    losses.add(2, "full");

    losses.tell();
    losses.tell();

    assertThat(log).hasSize(2).last().isEqualTo("2 rows are lost, 3 since the start: full");
  }

  @Test
  void nothing_lost_is_nothing_told() {
    losses.add(0, "full");
    losses.tell();

    assertThat(log).isEmpty();
  }
}
