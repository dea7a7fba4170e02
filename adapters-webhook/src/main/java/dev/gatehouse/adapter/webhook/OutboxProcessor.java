package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.application.event.PendingEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Carries events from the outbox to a receiver: each at least once, those of one user in order, by
 * the one processor that holds the lease. An event that fails holds back the later ones of its user
 * only. Events that are too old are given up, whether they were ever sent or not, so that a
 * receiver that is away for good does not fill the outbox.
 *
 * <p>A receiver that fails for several users in succession is taken to be down: it is then sent one
 * event at a time, after pauses that double, until one gets through.
 *
 * <p>Not thread-safe: one thread calls it, poll after poll.
 */
final class OutboxProcessor {

  /** Deliveries in flight. */
  static final int CONCURRENT = 16;

  /** Events given up in one poll. */
  static final int GIVEN_UP_AT_ONCE = 200;

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final UUID self = UUID.randomUUID();
  private final Outbox outbox;
  private final EventReceiver receiver;
  private final RetryPolicy retries;
  private final Duration lease;
  private final Clock clock;
  private final RandomGenerator random;
  private final Availability receiving = new Availability();

  /**
   * @param lease how long this processor holds the lease unless it polls again; longer than the
   *     longest pause and than a delivery
   */
  OutboxProcessor(
      Outbox outbox,
      EventReceiver receiver,
      RetryPolicy retries,
      Duration lease,
      Clock clock,
      RandomGenerator random) {
    this.outbox = outbox;
    this.receiver = receiver;
    this.retries = retries;
    this.lease = lease;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What a poll did.
   *
   * @param failed deliveries that will be tried again
   * @param givenUp events that waited for too long
   * @param defects of the receiver, each of which made a delivery fail
   * @param pause how long to wait before the next poll
   */
  record Poll(int delivered, int failed, int givenUp, List<Throwable> defects, Duration pause) {

    Poll {
      defects = List.copyOf(defects);
    }

    private static Poll without(int givenUp, Duration pause) {
      return new Poll(0, 0, givenUp, List.of(), pause);
    }
  }

  private record Deliveries(
      List<PendingEvent> delivered, List<PendingEvent> failed, List<Throwable> defects) {}

  /**
   * Delivers some of what is due.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the outbox cannot be reached;
   *     what was delivered will then be delivered again
   */
  Poll poll() throws InterruptedException {
    if (outbox.acquire(self, lease) == Outbox.Lease.HELD_BY_ANOTHER) {
      return Poll.without(0, IDLE);
    }
    int givenUp = giveUp();
    if (givenUp == GIVEN_UP_AT_ONCE) {
      // There may be more, which go first: nothing is sent that is about to be given up.
      return Poll.without(givenUp, Duration.ZERO);
    }
    Deliveries deliveries =
        deliver(outbox.due(clock.instant(), receiving.isDown() ? 1 : CONCURRENT));
    if (!deliveries.delivered().isEmpty()) {
      outbox.remove(deliveries.delivered());
    }
    Instant now = clock.instant();
    for (PendingEvent each : deliveries.failed()) {
      outbox.postpone(each, now.plus(retries.pause(each.failures() + 1, random)));
    }
    receiving.note(deliveries.delivered(), deliveries.failed());
    return new Poll(
        deliveries.delivered().size(),
        deliveries.failed().size(),
        givenUp,
        deliveries.defects(),
        pause(!deliveries.delivered().isEmpty()));
  }

  /** Lets another processor go on at once. */
  void release() {
    outbox.release(self);
  }

  /** Where the oldest is not too old, none is; that much is asked each time. */
  private int giveUp() {
    Instant now = clock.instant();
    if (tooOld(outbox.oldest(1), now).isEmpty()) {
      return 0;
    }
    List<PendingEvent> tooOld = tooOld(outbox.oldest(GIVEN_UP_AT_ONCE), now);
    outbox.remove(tooOld);
    return tooOld.size();
  }

  private List<PendingEvent> tooOld(List<PendingEvent> events, Instant now) {
    return events.stream().filter(each -> retries.isOver(each.event(), now)).toList();
  }

  private Deliveries deliver(List<PendingEvent> due) throws InterruptedException {
    Deliveries outcomes = new Deliveries(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EventReceiver.Delivery>> deliveries =
          due.stream().map(each -> threads.submit(() -> receiver.deliver(each))).toList();
      try {
        for (int i = 0; i < due.size(); i++) {
          switch (outcome(deliveries.get(i), outcomes.defects())) {
            case DELIVERED -> outcomes.delivered().add(due.get(i));
            case FAILED -> outcomes.failed().add(due.get(i));
          }
        }
      } catch (InterruptedException e) {
        // No caller waits for an answer any more; what is in flight will be sent again.
        threads.shutdownNow();
        throw e;
      }
    }
    return outcomes;
  }

  /** A defect that one event meets is no reason to send the others twice, or not at all. */
  private static EventReceiver.Delivery outcome(
      Future<EventReceiver.Delivery> delivery, List<Throwable> defects)
      throws InterruptedException {
    try {
      return delivery.get();
    } catch (ExecutionException e) {
      defects.add(Objects.requireNonNullElse(e.getCause(), e));
      return EventReceiver.Delivery.FAILED;
    }
  }

  private Duration pause(boolean perhapsMore) {
    if (receiving.isDown()) {
      return new RetryPolicy(IDLE, LONGEST_PAUSE, LONGEST_PAUSE)
          .pause(receiving.failedRounds(), random);
    }
    return perhapsMore ? Duration.ZERO : IDLE;
  }
}
