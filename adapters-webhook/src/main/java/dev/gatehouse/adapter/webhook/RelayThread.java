package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.Relay;
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
 * Has the relay go round as long as the service runs, and counts what it does. Nothing that goes
 * wrong in a round ends it.
 */
final class RelayThread implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RelayThread.class);
  private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(5);
  private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(30);

  /** A delivery in flight is given a moment before it is cut off. */
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final Relay relay;
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
  RelayThread(Relay relay, Backlog backlog, Runnable cutOff, MeterRegistry metrics) {
    this.relay = relay;
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
      if (running != null && !running.join(LAST_ROUND)) {
        // Its calls end at once, and it with them.
        cutOff.run();
        running.join(LAST_ROUND);
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
        pause = round();
        backlog.look();
        dropped.tellInTime();
      }
      relay.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StorageUnavailableException e) {
      log.debug("the turn passes on by itself: {}", e.getMessage());
    } finally {
      dropped.tell();
    }
  }

  /**
   * One round.
   *
   * @return how long to wait before the next one
   */
  Duration round() throws InterruptedException {
    try {
      Relay.Round round = relay.round();
      delivered.increment(round.delivered());
      failed.increment(round.failed());
      dropped.add(
          round.givenUp(), "they have waited for longer than gatehouse.webhook.give-up-after");
      round.defects().forEach(defect -> log.error("an event cannot be sent for now", defect));
      return round.pause();
    } catch (StorageUnavailableException e) {
      log.warn("events wait for now: {}", e.getMessage());
      return AFTER_AN_OUTAGE;
    } catch (RuntimeException e) {
      // A defect, or a right that our account does not have. Whoever mends it finds us still here.
      log.error("events cannot be relayed for now", e);
      return AFTER_A_DEFECT;
    }
  }
}
