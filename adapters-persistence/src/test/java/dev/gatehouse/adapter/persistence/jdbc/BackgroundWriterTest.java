package dev.gatehouse.adapter.persistence.jdbc;

import static dev.gatehouse.adapter.persistence.jdbc.BackgroundWriter.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.application.operation.DroppedRecords;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BackgroundWriterTest {

  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  /** Pauses of the writer that have begun, and those that the test has let end. */
  private final Semaphore begun = new Semaphore(0);

  private final Semaphore ended = new Semaphore(0);

  private volatile boolean away;

  private final BackgroundWriter<Integer> writer =
      new BackgroundWriter<>(
          "rows",
          this::write,
          new DroppedRecords("rows", log::add, System::nanoTime),
          time -> {
            pauses.add(time);
            begun.release();
            ended.acquire();
          });

  private void write(List<Integer> batch) {
    if (away) {
      throw new StorageUnavailableException("planted");
    }
    batches.add(batch);
  }

  @AfterEach
  void stop() {
    ended.release(1_000);
    writer.stop();
  }

  @Test
  void rows_that_come_while_the_first_one_waits_are_written_with_one_statement()
      throws InterruptedException {
    writer.start();
    writer.take(1);
    awaitPause();

    writer.take(2);
    writer.take(3);
    ended.release();

    await().until(() -> !batches.isEmpty());
    assertThat(batches).containsExactly(List.of(1, 2, 3));
    assertThat(pauses).containsExactly(BackgroundWriter.GATHER);
  }

  @Test
  void a_full_batch_does_not_wait() {
    rows(1, 2 * BATCH).forEach(writer::take);
    writer.start();

    await().until(() -> batches.size() == 2);
    assertThat(batches).containsExactly(rows(1, BATCH), rows(BATCH + 1, 2 * BATCH));
    assertThat(pauses).isEmpty();
  }

  @Test
  void what_waits_or_gathers_when_the_service_stops_is_written_in_order()
      throws InterruptedException {
    writer.start();
    writer.take(1);
    awaitPause();
    rows(2, 2 * BATCH + 1).forEach(writer::take);

    Thread stopping = Thread.ofVirtual().start(writer::stop);
    await().until(() -> !writer.isRunning());
    ended.release();
    stopping.join();

    assertThat(batches)
        .containsExactly(rows(1, BATCH), rows(BATCH + 1, 2 * BATCH), List.of(2 * BATCH + 1));
    assertThat(writer.lost()).isZero();
  }

  @Test
  void what_cannot_be_written_now_is_written_once_when_the_database_is_back()
      throws InterruptedException {
    away = true;
    rows(1, BATCH).forEach(writer::take);
    writer.start();
    awaitPause();

    writer.take(BATCH + 1);
    away = false;
    ended.release(2);

    await().until(() -> batches.size() == 2);
    assertThat(batches).containsExactly(rows(1, BATCH), List.of(BATCH + 1));
    assertThat(writer.lost()).isZero();
  }

  /** They are given up batch by batch, and within the minute that follows the first line. */
  @Test
  void what_is_lost_when_the_service_stops_is_told_to_the_last() throws InterruptedException {
    away = true;
    writer.start();
    rows(1, 2 * BATCH + 1).forEach(writer::take);
    awaitPause();

    Thread stopping = Thread.ofVirtual().start(writer::stop);
    await().until(() -> !writer.isRunning());
    ended.release(1_000);
    stopping.join();

    assertThat(writer.lost()).isEqualTo(2 * BATCH + 1);
    assertThat(log).last().asString().contains(writer.lost() + " since the start: the service");
  }

  @Test
  void what_there_is_no_room_for_is_given_up_and_counted() {
    rows(1, BackgroundWriter.CAPACITY + 3).forEach(writer::take);

    assertThat(writer.lost()).isEqualTo(3);
    writer.start();
    await().until(() -> batches.size() == BackgroundWriter.CAPACITY / BATCH);
    assertThat(batches.stream().flatMap(List::stream).toList())
        .isEqualTo(rows(1, BackgroundWriter.CAPACITY));
  }

  private void awaitPause() throws InterruptedException {
    assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).as("the writer pauses").isTrue();
  }

  private static List<Integer> rows(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
