package dev.gatehouse.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.operation.Losses;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class BackgroundWriterTest {

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  /** They are given up batch by batch, and within the minute that follows the first line. */
  @Test
  void what_is_lost_when_the_service_stops_is_told_to_the_last() {
    BackgroundWriter<String> writer =
        new BackgroundWriter<>(
            "rows",
            batch -> {
              throw new StorageUnavailableException("planted");
            },
            new Losses("rows", log::add, System::nanoTime));
    writer.start();
    for (int i = 0; i < 2 * BackgroundWriter.BATCH + 1; i++) {
      writer.take("row");
    }

    writer.stop();

    assertThat(writer.lost()).isEqualTo(2 * BackgroundWriter.BATCH + 1);
    assertThat(log).last().asString().contains(writer.lost() + " since the start: the service");
  }
}
