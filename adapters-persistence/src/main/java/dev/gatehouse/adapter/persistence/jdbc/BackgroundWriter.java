package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.application.operation.DroppedRecords;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes rows in the background: many with one statement, on one thread, in order of arrival. While
 * the database is unreachable they wait in a bounded queue. If it is full, the newest are dropped,
 * counted and logged. Thread-safe.
 */
public final class BackgroundWriter<E> implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BackgroundWriter.class);

  static final int BATCH = 200;

  /** Enough for seconds of a busy service, or for minutes of an outage of a quiet one. */
  static final int CAPACITY = 20_000;

  /** How long a row waits for others to share its statement, unless the batch is full. */
  static final Duration GATHER = Duration.ofMillis(50);

  private static final long LOOK_MILLIS = 100;
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How long {@link #stop} keeps writing; the pool is still open then. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  /** Starts before and stops after the web server, whose phases are near the highest. */
  private static final int PHASE = 0;

  /** Writes a batch, or throws as {@link DatabaseRetry} does and leaves nothing behind. */
  public interface Batch<E> {
    void write(List<E> elements);
  }

  /** Lets time pass. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final String name;
  private final Batch<E> batch;
  private final BlockingQueue<E> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final DroppedRecords dropped;
  private final Pause pause;
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  /**
   * @param name what is written, for the log
   */
  public BackgroundWriter(String name, Batch<E> batch) {
    this(name, batch, new DroppedRecords(name, log::warn, System::nanoTime), Thread::sleep);
  }

  BackgroundWriter(String name, Batch<E> batch, DroppedRecords dropped, Pause pause) {
    this.name = name;
    this.batch = batch;
    this.dropped = dropped;
    this.pause = pause;
  }

  /** Queues an element. Never waits. */
  public void take(E element) {
    if (!queue.offer(element)) {
      dropped.add(1, "the database cannot be reached and the queue is full");
    }
  }

  /** The number of rows dropped since the start. */
  public long lost() {
    return dropped.sum();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::runUntilStopped);
  }

  /** Writes the queued elements, for a bounded time. */
  @Override
  public void stop() {
    running = false;
    Thread writer = thread;
    try {
      if (writer == null || writer.join(DRAIN)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = queue.size();
    queue.clear();
    dropped.add(left, "the service stops and the database cannot be reached");
    dropped.tell();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void runUntilStopped() {
    try {
      List<E> elements = new ArrayList<>(BATCH);
      while (running || !queue.isEmpty()) {
        E first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          if (running && queue.size() < BATCH - 1) {
            pause.of(GATHER);
          }
          elements.add(first);
          queue.drainTo(elements, BATCH - 1);
          writeAtLast(elements);
          elements.clear();
        }
        dropped.tellInTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      dropped.tell();
    }
  }

  private void writeAtLast(List<E> elements) throws InterruptedException {
    while (true) {
      try {
        batch.write(List.copyOf(elements));
        return;
      } catch (StorageUnavailableException e) {
        if (!running) {
          dropped.add(elements.size(), "the service stops and the database cannot be reached");
          return;
        }
        pause.of(RETRY);
      } catch (RuntimeException e) {
        // A defect, or a missing right: another attempt would fail in the same way. The thread goes
        // on with the next batch.
        log.error("{} cannot be written", name, e);
        dropped.add(elements.size(), "the database refuses them");
        return;
      }
    }
  }
}
