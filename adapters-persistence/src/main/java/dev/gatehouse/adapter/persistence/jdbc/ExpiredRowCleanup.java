package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Removes rows whose time is over, in the background of every replica: about once a minute, at
 * moments that differ from replica to replica, in batches small enough for nobody to notice.
 */
final class ExpiredRowCleanup implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ExpiredRowCleanup.class);

  static final int BATCH = 200;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(45);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(75);

  private final List<ExpiringRows> kinds;
  private final Clock clock;
  private final RandomGenerator random;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;

  ExpiredRowCleanup(List<ExpiringRows> kinds, Clock clock, RandomGenerator random) {
    this.kinds = List.copyOf(kinds);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Removes all that is over now. Rows of one kind that cannot be removed, for want of a right,
   * say, keep neither the others nor the next round.
   */
  void run() {
    Instant now = clock.instant();
    for (ExpiringRows kind : kinds) {
      try {
        run(kind, now);
      } catch (StorageUnavailableException e) {
        log.warn("expired rows stay for now: {}", e.getMessage());
      } catch (RuntimeException e) {
        log.error("expired rows cannot be removed", e);
      }
    }
  }

  private void run(ExpiringRows kind, Instant now) {
    while (stopped.getCount() > 0 && kind.removeExpired(now, BATCH) == BATCH) {
      // A full batch: there may be more.
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
