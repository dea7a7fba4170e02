package dev.gatehouse.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.EventReceiver.Delivery;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.event.InMemoryOutbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutboxPollerTest {

  private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final AtomicLong nanos = new AtomicLong();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final InMemoryOutbox outbox = new InMemoryOutbox();

  /** In a way that its contract does not know, while it is broken. */
  private volatile boolean broken;

  private final EventReceiver receiver =
      event -> {
        if (broken) {
          throw new IllegalStateException("planted");
        }
        return Delivery.DELIVERED;
      };

  @Test
  void a_receiver_with_a_defect_does_not_end_the_poller() {
    broken = true;
    outbox.publish(login(1));
    OutboxPoller poller = poller(outbox);
    poller.start();
    try {
      await().until(() -> deliveries("failed") == 1);

      broken = false;
      clock.advance(Duration.ofSeconds(3));

      await().until(() -> deliveries("delivered") == 1);
    } finally {
      poller.stop();
    }
  }

  /** A right that the account of the service does not have, say. */
  @Test
  void a_store_that_refuses_does_not_end_the_poller() throws Exception {
    Outbox refusing = mock(Outbox.class);
    PendingEvent event = pending();
    when(refusing.acquire(any(), any())).thenReturn(Outbox.Lease.ACQUIRED);
    when(refusing.due(any(), anyInt()))
        .thenThrow(new IllegalStateException("SELECT command denied"))
        .thenReturn(List.of(event));
    OutboxPoller poller = poller(refusing);

    assertThat(poller.poll()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(poller.poll()).isZero();

    assertThat(deliveries("delivered")).isEqualTo(1);
  }

  @Test
  void an_outbox_that_is_away_does_not_end_the_poller() throws Exception {
    InMemoryOutbox away = new InMemoryOutbox();
    away.fail();

    assertThat(poller(away).poll()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void what_is_given_up_is_counted_as_lost() throws Exception {
    outbox.publish(login(1));
    clock.advance(GIVE_UP_AFTER);

    poller(outbox).poll();

    assertThat(
            metrics
                .get("gatehouse.events.lost")
                .tag("reason", "given_up")
                .functionCounter()
                .count())
        .isEqualTo(1);
    assertThat(deliveries("delivered")).isZero();
  }

  @Test
  void what_waits_is_measured_with_its_age_and_not_all_the_time() {
    Backlog backlog = backlog(outbox);
    assertThat(waiting()).isNaN();

    backlog.look();
    assertThat(waiting()).isZero();
    assertThat(age()).isZero();

    outbox.publish(login(1));
    outbox.publish(login(1));
    backlog.look();
    assertThat(waiting()).isZero();

    clock.advance(Duration.ofMinutes(7));
    nanos.addAndGet(Duration.ofSeconds(15).toNanos());
    backlog.look();
    assertThat(waiting()).isEqualTo(2);
    assertThat(age()).isEqualTo(420);
  }

  @Test
  void the_backlog_of_an_outbox_that_is_away_is_unknown() {
    Backlog backlog = backlog(outbox);
    backlog.look();
    outbox.fail();
    nanos.addAndGet(Duration.ofSeconds(15).toNanos());

    backlog.look();

    assertThat(waiting()).isNaN();
    assertThat(age()).isNaN();
  }

  private OutboxPoller poller(Outbox events) {
    OutboxProcessor processor =
        new OutboxProcessor(
            events,
            receiver,
            new RetryPolicy(Duration.ofSeconds(2), Duration.ofHours(1), GIVE_UP_AFTER),
            Duration.ofMinutes(1),
            clock,
            new SplittableRandom(1));
    return new OutboxPoller(processor, backlog(events), () -> {}, metrics);
  }

  private Backlog backlog(Outbox events) {
    return new Backlog(events, clock, nanos::get, metrics);
  }

  private double deliveries(String outcome) {
    return metrics.get("gatehouse.webhook.deliveries").tag("outcome", outcome).counter().count();
  }

  private double waiting() {
    return metrics.get("gatehouse.events.waiting").gauge().value();
  }

  private double age() {
    return metrics.get("gatehouse.events.age").gauge().value();
  }

  private PendingEvent pending() {
    InMemoryOutbox other = new InMemoryOutbox();
    other.publish(login(1));
    return other.oldest(1).getFirst();
  }

  private LoginEvent login(long user) {
    return new LoginEvent(
        LoginEvent.Type.RETURNED, clock.instant(), new UserId(user), new LoginMethod("WX"), "app");
  }
}
