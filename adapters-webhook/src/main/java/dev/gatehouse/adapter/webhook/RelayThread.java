package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.application.event.Relay;
import dev.gatehouse.domain.user.StorageUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has the relay go round as long as the service runs, and counts what it does. */
final class RelayThread implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RelayThread.class);
  private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(5);
  private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(30);

  /** A delivery in flight is given a moment before it is cut off. */
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final Relay relay;
  private final WebhookReceiver receiver;
  private final Counter delivered;
  private final Counter failed;
  private final Counter givenUp;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  RelayThread(Relay relay, WebhookReceiver receiver, MeterRegistry metrics) {
    this.relay = relay;
    this.receiver = receiver;
    this.delivered = counter(metrics, "delivered");
    this.failed = counter(metrics, "failed");
    this.givenUp = counter(metrics, "given_up");
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
        receiver.close();
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
      }
      relay.leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StorageUnavailableException e) {
      log.debug("the turn passes on by itself: {}", e.getMessage());
    }
  }

  private Duration round() throws InterruptedException {
    try {
      Relay.Round round = relay.round();
      delivered.increment(round.delivered());
      failed.increment(round.failed());
      givenUp.increment(round.givenUp().size());
      round.givenUp().forEach(RelayThread::warn);
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

  private static void warn(PendingEvent event) {
    log.warn(
        "event {} ({} of user {}) was given up after {} failures",
        event.id(),
        event.event().type().word(),
        event.event().user().value(),
        event.failures() + 1);
  }
}
