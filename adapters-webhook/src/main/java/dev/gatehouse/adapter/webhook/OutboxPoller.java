package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.operation.DroppedRecords;
import dev.gatehouse.domain.user.StorageUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Polls the outbox as long as the service runs, and counts what that does. No failure of a poll
 * ends it.
 */
final class OutboxPoller implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxPoller.class);
  private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(5);
  private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(30);

  /** How long a delivery in flight has before it is cut off. */
  private static final Duration LAST_POLL = Duration.ofSeconds(2);

  private final OutboxProcessor processor;
  private final Backlog backlog;
  private final Runnable cutOff;
  private final Counter delivered;
  private final Counter failed;
  private final DroppedRecords dropped = new DroppedRecords("events", log::error, System::nanoTime);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  /**
   * @param cutOff ends the deliveries in flight
   */
  OutboxPoller(OutboxProcessor processor, Backlog backlog, Runnable cutOff, MeterRegistry metrics) {
    this.processor = processor;
    this.backlog = backlog;
    this.cutOff = cutOff;
    this.delivered = counter(metrics, "delivered");
    this.failed = counter(metrics, "failed");
    FunctionCounter.builder("gatehouse.events.lost", dropped, DroppedRecords::sum)
        .description("Events that are never delivered")
        .tag("reason", "given_up")
        .register(metrics);
  }

  private static Counter counter(MeterRegistry metrics, String outcome) {
    return Counter.builder("gatehouse.webhook.deliveries")
        .description("Deliveries of events by outcome")
        .tag("outcome", outcome)
        .register(metrics);
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("webhooks").start(this::runUntilStopped);
  }

  @Override
  public void stop() {
    stopped.countDown();
    Thread running = thread;
    try {
      if (running != null && !running.join(LAST_POLL)) {
        // Its calls end at once, and it with them.
        cutOff.run();
        running.join(LAST_POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null && stopped.getCount() > 0;
  }

  private void runUntilStopped() {
    try {
      Duration pause = Duration.ZERO;
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = poll();
        backlog.look();
        dropped.tellInTime();
      }
      processor.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StorageUnavailableException e) {
      log.debug("the lease ends by itself: {}", e.getMessage());
    } finally {
      dropped.tell();
    }
  }

  /**
   * Polls once.
   *
   * @return how long to wait before the next one
   */
  Duration poll() throws InterruptedException {
    try {
      OutboxProcessor.Poll poll = processor.poll();
      delivered.increment(poll.delivered());
      failed.increment(poll.failed());
      dropped.add(
          poll.givenUp(), "they have waited for longer than gatehouse.webhook.give-up-after");
      poll.defects().forEach(defect -> log.error("an event cannot be sent for now", defect));
      return poll.pause();
    } catch (StorageUnavailableException e) {
      log.warn("events wait for now: {}", e.getMessage());
      return AFTER_AN_OUTAGE;
    } catch (RuntimeException e) {
      // A defect, or a right that our account does not have. Delivery goes on once it is mended.
      log.error("events cannot be delivered for now", e);
      return AFTER_A_DEFECT;
    }
  }
}
