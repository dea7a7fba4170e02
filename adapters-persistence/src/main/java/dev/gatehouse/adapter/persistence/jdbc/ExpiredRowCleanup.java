package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Removes expired rows in the background, about once a minute, in small batches. Only one replica
 * at a time does so; the moments differ from replica to replica.
 */
final class ExpiredRowCleanup implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ExpiredRowCleanup.class);

  static final int BATCH = 200;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(45);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(75);

  private final List<ExpiringRows> kinds;
  private final Consumer<Runnable> oneReplica;
  private final Clock clock;
  private final RandomGenerator random;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  /**
   * @param oneReplica runs a round unless another replica is running one
   */
  ExpiredRowCleanup(
      List<ExpiringRows> kinds,
      Consumer<Runnable> oneReplica,
      Clock clock,
      RandomGenerator random) {
    this.kinds = List.copyOf(kinds);
    this.oneReplica = oneReplica;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Removes all that has expired now. A failure with rows of one kind, such as a missing right,
   * affects neither the other kinds nor the next round.
   */
  void run() {
    logFailure(() -> oneReplica.accept(this::removeAll));
  }

  private void removeAll() {
    Instant now = clock.instant();
    for (ExpiringRows kind : kinds) {
      logFailure(() -> {
        while (stopped.getCount() > 0 && kind.removeExpired(now, BATCH) == BATCH) {
          // A full batch: there may be more.
        }
      });
    }
  }

  private static void logFailure(Runnable cleanup) {
    try {
      cleanup.run();
    } catch (StorageUnavailableException e) {
      log.warn("expired rows are kept until the next round: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("expired rows cannot be removed", e);
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("expired-row-cleanup").start(this::runUntilStopped);
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void runUntilStopped() {
    try {
      while (!stopped.await(
          random.nextLong(SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis()),
          TimeUnit.MILLISECONDS)) {
        run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
