package dev.gatehouse.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.LoginEvents;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.application.event.Outbox.Lease;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link LoginEvents} and {@link Outbox} promise together. Extend it for each implementation,
 * with an outbox that is empty before each test and that no other test uses.
 */
public abstract class OutboxContract {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int MANY = 1_000;

  private final AtomicLong count = new AtomicLong();

  /** What takes the events. */
  protected abstract LoginEvents events();

  /** Where they then are. */
  protected abstract Outbox outbox();

  /** The same as another replica sees it. */
  protected abstract Outbox onAnotherReplica();

  /** An outbox of the same kind that cannot be reached. */
  protected abstract Outbox unreachableOutbox();

  /** Waits until so many events are in the outbox. */
  protected abstract void awaitEvents(int count);

  /** Puts in an event that cannot be read. */
  protected abstract void addUnreadable(LoginEvent event);

  /** How many events {@link #outbox()} has given up for that reason. */
  protected abstract long lost();

  @BeforeEach
  void startCounting() {
    count.set(0);
  }

  @Test
  void an_event_waits_as_it_was_published() {
    LoginEvent event =
        new LoginEvent(
            LoginEvent.Type.RETURNED,
            NOW,
            new UserId(Long.MAX_VALUE),
            new LoginMethod("M".repeat(LoginMethod.MAX_LENGTH)),
            "c".repeat(32));
    publish(event);

    PendingEvent pending = due().get(0);
    assertThat(pending.event()).isEqualTo(event);
    assertThat(pending.failures()).isZero();
    assertThat(due()).as("and goes on waiting").containsExactly(pending);
  }

  @Test
  void a_method_without_channels_leaves_it_open() {
    LoginEvent event =
        new LoginEvent(LoginEvent.Type.RETURNED, NOW, new UserId(7), new LoginMethod("P"), null);
    publish(event);

    assertThat(due()).extracting(PendingEvent::event).containsExactly(event);
  }

  @Test
  void a_scheduled_closure_says_when_the_account_is_closed() {
    LoginEvent event =
        new LoginEvent(
            LoginEvent.Type.CLOSING, NOW, new UserId(7), null, null, NOW.plusSeconds(604_800));
    publish(event);

    assertThat(due()).extracting(PendingEvent::event).containsExactly(event);
  }

  @Test
  void of_each_user_the_first_event_alone_is_due() {
    publish(login(1, 0), login(2, 0), login(1, 1), login(3, 0), login(2, 1));

    assertThat(due())
        .extracting(PendingEvent::event)
        .containsExactly(login(1, 0), login(2, 0), login(3, 0));
    assertThat(outbox().due(NOW, 2))
        .extracting(PendingEvent::event)
        .containsExactly(login(1, 0), login(2, 0));
  }

  @Test
  void what_is_removed_makes_way_for_the_next() {
    publish(login(1, 0), login(2, 0), login(1, 1));
    List<PendingEvent> first = due();

    outbox().remove(first);
    outbox().remove(first);

    assertThat(due()).extracting(PendingEvent::event).containsExactly(login(1, 1));
  }

  @Test
  void what_is_postponed_holds_back_its_user_and_no_other() {
    publish(login(1, 0), login(1, 1), login(2, 0));
    PendingEvent first = due().get(0);

    outbox().postpone(first, NOW.plusMillis(10));

    assertThat(due()).extracting(PendingEvent::event).containsExactly(login(2, 0));
    assertThat(outbox().due(NOW.plusMillis(9), MANY)).hasSize(1);
    assertThat(outbox().due(NOW.plusMillis(10), MANY))
        .contains(new PendingEvent(first.position(), first.id(), 1, first.event()));
  }

  @Test
  void the_oldest_have_waited_longest_whether_they_are_due_or_not() {
    publish(login(1, 0), login(1, 1), login(2, 0));
    outbox().postpone(due().get(0), NOW.plusSeconds(60));

    assertThat(outbox().oldest(2))
        .extracting(PendingEvent::event)
        .containsExactly(login(1, 0), login(1, 1));
    assertThat(outbox().oldest(MANY)).hasSize(3);
  }

  @Test
  void what_waits_is_counted_up_to_a_limit() {
    assertThat(outbox().waiting(MANY)).isZero();
    publish(login(1, 0), login(1, 1), login(2, 0));
    outbox().postpone(due().get(0), NOW.plusSeconds(60));

    assertThat(outbox().waiting(MANY)).isEqualTo(3);
    assertThat(outbox().waiting(2)).isEqualTo(2);
  }

  @Test
  void what_cannot_be_read_is_given_up_and_makes_way() {
    long before = lost();
    publish(login(1, 0));
    addUnreadable(login(2, 0));
    count.incrementAndGet();
    publish(login(2, 1), login(3, 0));

    assertThat(due()).extracting(PendingEvent::event).containsExactly(login(1, 0), login(3, 0));
    assertThat(due())
        .extracting(PendingEvent::event)
        .containsExactly(login(1, 0), login(2, 1), login(3, 0));
    assertThat(lost()).isEqualTo(before + 1);
  }

  @Test
  void what_cannot_be_read_is_not_among_the_oldest_for_long() {
    long before = lost();
    addUnreadable(login(1, 0));
    count.incrementAndGet();
    publish(login(1, 1));

    assertThat(outbox().oldest(1)).isEmpty();
    assertThat(outbox().oldest(1)).extracting(PendingEvent::event).containsExactly(login(1, 1));
    assertThat(outbox().waiting(MANY)).isEqualTo(1);
    assertThat(lost()).isEqualTo(before + 1);
  }

  @Test
  void one_processor_at_a_time_holds_the_lease() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();

    assertThat(outbox().acquire(one, LEASE)).isEqualTo(Lease.ACQUIRED);
    assertThat(onAnotherReplica().acquire(other, LEASE)).isEqualTo(Lease.HELD_BY_ANOTHER);
    assertThat(outbox().acquire(one, LEASE)).as("and keeps it").isEqualTo(Lease.ACQUIRED);

    onAnotherReplica().release(other);
    assertThat(onAnotherReplica().acquire(other, LEASE)).isEqualTo(Lease.HELD_BY_ANOTHER);

    outbox().release(one);
    assertThat(onAnotherReplica().acquire(other, LEASE)).isEqualTo(Lease.ACQUIRED);
    assertThat(outbox().acquire(one, LEASE)).isEqualTo(Lease.HELD_BY_ANOTHER);
    onAnotherReplica().release(other);
  }

  @Test
  void a_lease_that_is_not_renewed_can_be_acquired_by_another() {
    UUID other = UUID.randomUUID();
    outbox().acquire(UUID.randomUUID(), Duration.ofMillis(100));

    acquireInTheEnd(onAnotherReplica(), other);

    onAnotherReplica().release(other);
  }

  @Test
  void of_many_processors_that_ask_one_acquires_the_lease() throws Exception {
    List<Lease> leases = new ArrayList<>();
    UUID last = UUID.randomUUID();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Lease>> calls =
          IntStream.range(0, 16)
              .mapToObj(i -> i % 2 == 0 ? outbox() : onAnotherReplica())
              .map(outbox ->
                  threads.submit(() -> outbox.acquire(UUID.randomUUID(), Duration.ofSeconds(3))))
              .toList();
      for (Future<Lease> call : calls) {
        leases.add(call.get());
      }
    }

    assertThat(leases).filteredOn(Lease.ACQUIRED::equals).hasSize(1);
    acquireInTheEnd(outbox(), last);
    outbox().release(last);
  }

  /** A lease that never ends fails the test. An interrupt would not: a driver may pass it over. */
  private static void acquireInTheEnd(Outbox outbox, UUID processor) {
    Instant begin = Instant.now();
    while (outbox.acquire(processor, LEASE) == Lease.HELD_BY_ANOTHER) {
      assertThat(begin).isAfter(Instant.now().minusSeconds(20));
    }
  }

  /**
   * Two replicas, a receiver that fails at random: nothing is missing, and no user's order broken.
   */
  @Test
  @Timeout(120)
  void two_processors_deliver_each_event_at_least_once_and_in_order_of_each_user()
      throws Exception {
    int perUser = 6;
    List<Long> users = LongStream.rangeClosed(1, 20).boxed().toList();
    for (int i = 0; i < perUser; i++) {
      int number = i;
      publish(users.stream().map(user -> login(user, number)).toArray(LoginEvent[]::new));
    }
    FlakyReceiver receiver = new FlakyReceiver(new SplittableRandom(20261123), 0.4);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> deliveries = new ArrayList<>();
      for (Outbox outbox : List.of(outbox(), onAnotherReplica())) {
        deliveries.add(threads.submit(() -> deliverUntilEmpty(outbox, receiver)));
      }
      for (Future<?> delivery : deliveries) {
        delivery.get();
      }
    }

    for (long user : users) {
      List<Instant> delivered = receiver.delivered(new UserId(user));
      assertThat(delivered).doesNotHaveDuplicates().hasSize(perUser);
      assertThat(delivered).isSorted();
    }
    assertThat(receiver.calls()).isGreaterThan(users.size() * perUser);
  }

  private static Void deliverUntilEmpty(Outbox outbox, FlakyReceiver receiver) {
    Instant end = Instant.parse("9999-01-01T00:00:00Z");
    UUID processor = UUID.randomUUID();
    while (!outbox.due(end, 1).isEmpty()) {
      if (outbox.acquire(processor, LEASE) == Lease.ACQUIRED) {
        for (PendingEvent event : outbox.due(end, 16)) {
          switch (receiver.deliver(event)) {
            case DELIVERED -> outbox.remove(List.of(event));
            case FAILED -> outbox.postpone(event, NOW);
          }
        }
        // Released all the time, so that the two meet.
        outbox.release(processor);
      }
    }
    return null;
  }

  static List<Consumer<Outbox>> everyCall() {
    UUID processor = UUID.randomUUID();
    PendingEvent event = new PendingEvent(1, UUID.randomUUID(), 0, login(1, 0));
    return List.of(
        outbox -> outbox.acquire(processor, LEASE),
        outbox -> outbox.release(processor),
        outbox -> outbox.due(NOW, 1),
        outbox -> outbox.oldest(1),
        outbox -> outbox.waiting(1),
        outbox -> outbox.remove(Collections.singletonList(event)),
        outbox -> outbox.postpone(event, NOW));
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void an_outbox_that_cannot_be_reached_says_so(Consumer<Outbox> call) {
    Outbox unreachable = unreachableOutbox();

    assertThatThrownBy(() -> call.accept(unreachable))
        .isInstanceOf(StorageUnavailableException.class);
  }

  private List<PendingEvent> due() {
    return outbox().due(NOW, MANY);
  }

  private void publish(LoginEvent... published) {
    for (LoginEvent event : published) {
      events().publish(event);
    }
    awaitEvents((int) count.addAndGet(published.length));
  }

  private static LoginEvent login(long user, int number) {
    return new LoginEvent(
        LoginEvent.Type.RETURNED,
        NOW.minusSeconds(3_600).plusSeconds(number),
        new UserId(user),
        new LoginMethod("WX"),
        "app");
  }
}
