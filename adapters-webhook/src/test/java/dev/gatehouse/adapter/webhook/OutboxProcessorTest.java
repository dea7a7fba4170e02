package dev.gatehouse.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.event.InMemoryOutbox;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class OutboxProcessorTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private final ConcurrentLinkedQueue<Long> sent = new ConcurrentLinkedQueue<>();
  private final Set<Long> failing = new HashSet<>();
  private final Set<Long> defective = new HashSet<>();
  private boolean down;
  private final OutboxProcessor processor =
      new OutboxProcessor(
          outbox,
          this::deliver,
          new RetryPolicy(Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofDays(3)),
          LEASE,
          clock,
          new SplittableRandom(1));

  @Test
  void what_was_delivered_is_delivered_once() throws Exception {
    publish(1, 2, 1);

    assertThat(processor.poll().delivered()).isEqualTo(2);
    assertThat(processor.poll().delivered()).isEqualTo(1);
    assertThat(processor.poll()).isEqualTo(idle());

    assertThat(sent).containsExactlyInAnyOrder(1L, 2L, 1L);
  }

  @Test
  void an_event_that_fails_holds_back_its_user_and_no_other() throws Exception {
    failing.add(1L);
    publish(1, 1, 2, 2);

    processor.poll();
    processor.poll();

    assertThat(sent).containsExactlyInAnyOrder(1L, 2L, 2L);
  }

  @Test
  void pauses_double_and_a_failing_user_is_no_storm() throws Exception {
    failing.add(1L);
    publish(1);
    for (int second = 0; second < 3_600; second++) {
      processor.poll();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(sent).hasSizeBetween(8, 16);
  }

  @Test
  void an_event_that_fails_for_too_long_is_given_up_and_makes_way() throws Exception {
    failing.add(1L);
    publish(1);
    clock.advance(Duration.ofDays(1));
    publish(1);
    processor.poll();
    clock.advance(Duration.ofDays(2));
    failing.clear();

    OutboxProcessor.Poll poll = processor.poll();

    assertThat(poll.givenUp()).isEqualTo(1);
    assertThat(poll.delivered()).isEqualTo(1);
    assertThat(outbox.waiting(10)).isZero();
  }

  @Test
  void a_receiver_that_is_away_for_good_does_not_fill_the_outbox() throws Exception {
    down = true;
    int many = 2 * OutboxProcessor.GIVEN_UP_AT_ONCE + 1;
    for (long user = 1; user <= many; user++) {
      publish(user);
    }
    clock.advance(Duration.ofDays(2));
    publish(many + 1);
    processor.poll();
    clock.advance(Duration.ofDays(1));
    sent.clear();

    assertThat(processor.poll())
        .isEqualTo(
            new OutboxProcessor.Poll(
                0, 0, OutboxProcessor.GIVEN_UP_AT_ONCE, List.of(), Duration.ZERO))
        .isEqualTo(processor.poll());
    assertThat(processor.poll().givenUp()).isEqualTo(1);

    assertThat(sent).containsExactly(many + 1L);
    assertThat(outbox.waiting(many)).isEqualTo(1);
  }

  /** One event that the receiver chokes on is that event's misfortune. */
  @Test
  void a_defect_of_the_receiver_is_told_and_fails_one_delivery() throws Exception {
    defective.add(2L);
    publish(1, 2, 3);

    OutboxProcessor.Poll poll = processor.poll();

    assertThat(poll.delivered()).isEqualTo(2);
    assertThat(poll.failed()).isEqualTo(1);
    assertThat(poll.defects()).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(processor.poll()).as("and is tried again later").isEqualTo(idle());
    defective.clear();
    clock.advance(Duration.ofSeconds(2));
    assertThat(processor.poll().delivered()).isEqualTo(1);
  }

  @Test
  void a_receiver_that_is_down_is_sent_one_event_at_a_time_until_one_gets_through()
      throws Exception {
    down = true;
    for (long user = 1; user <= 40; user++) {
      publish(user);
    }

    assertThat(processor.poll().failed()).isEqualTo(OutboxProcessor.CONCURRENT);
    for (int probe = 0; probe < 6; probe++) {
      OutboxProcessor.Poll poll = processor.poll();
      assertThat(poll.failed()).isEqualTo(1);
      assertThat(poll.pause()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(15));
    }

    down = false;
    assertThat(processor.poll())
        .isEqualTo(new OutboxProcessor.Poll(1, 0, 0, List.of(), Duration.ZERO));
    assertThat(processor.poll().delivered()).isEqualTo(OutboxProcessor.CONCURRENT);
  }

  @Test
  void who_has_not_the_turn_delivers_nothing() throws Exception {
    UUID other = UUID.randomUUID();
    outbox.acquire(other, LEASE);
    publish(1);

    assertThat(processor.poll().delivered()).isZero();
    outbox.release(other);
    assertThat(processor.poll().delivered()).isEqualTo(1);
  }

  private EventReceiver.Delivery deliver(PendingEvent event) {
    long user = event.event().user().value();
    sent.add(user);
    if (defective.contains(user)) {
      throw new IllegalStateException("planted");
    }
    return down || failing.contains(user)
        ? EventReceiver.Delivery.FAILED
        : EventReceiver.Delivery.DELIVERED;
  }

  private void publish(long... users) {
    for (long user : users) {
      outbox.publish(
          new LoginEvent(
              LoginEvent.Type.RETURNED,
              clock.instant(),
              new UserId(user),
              new LoginMethod("WX"),
              "app"));
    }
  }

  private static OutboxProcessor.Poll idle() {
    return new OutboxProcessor.Poll(0, 0, 0, List.of(), Duration.ofSeconds(1));
  }
}
