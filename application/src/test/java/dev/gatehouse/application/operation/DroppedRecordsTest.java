package dev.gatehouse.application.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DroppedRecordsTest {

  private final List<String> log = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final DroppedRecords dropped = new DroppedRecords("rows", log::add, nanos::get);

  @Test
  void a_loss_is_told_at_once_and_what_follows_once_a_minute() {
    dropped.add(1, "full");
    dropped.add(2, "full");
    dropped.tellInTime();
    assertThat(log).containsExactly("1 rows are lost, 1 since the start: full");

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    dropped.tellInTime();
    dropped.tellInTime();

    assertThat(log).hasSize(2).contains("2 rows are lost, 3 since the start: full");
    assertThat(dropped.sum()).isEqualTo(3);
  }

  @Test
  void at_the_end_all_is_told_and_nothing_twice() {
    dropped.add(1, "full");
    dropped.add(2, "full");

    dropped.tell();
    dropped.tell();

    assertThat(log).hasSize(2).last().isEqualTo("2 rows are lost, 3 since the start: full");
  }

  @Test
  void nothing_lost_is_nothing_told() {
    dropped.add(0, "full");
    dropped.tell();

    assertThat(log).isEmpty();
  }
}
