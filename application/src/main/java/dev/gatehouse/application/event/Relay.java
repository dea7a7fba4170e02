package dev.gatehouse.application.event;

import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Carries events from the outbox to a receiver: each at least once, those of one user in order, by
 * one relay at a time. An event that fails holds back the later ones of its user and nobody else's.
 *
 * <p>A receiver that fails for several users in succession is taken to be down: it is then sent one
 * event at a time, after pauses that double, until one gets through.
 *
 * <p>Not thread-safe: one thread calls it, round after round.
 */
public final class Relay {

  /** Deliveries in flight. */
  static final int CONCURRENT = 16;

  /**
   * So many users whose events fail one after the other mean that it is not theirs that is wrong.
   */
  static final int DOWN = 3;

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final UUID self = UUID.randomUUID();
  private final Outbox outbox;
  private final EventReceiver receiver;
  private final RetryPolicy retries;
  private final Duration lease;
  private final Clock clock;
  private final RandomGenerator random;
  private final Set<UserId> failing = new HashSet<>();
  private int failedRounds;

  /**
   * @param lease how long this relay keeps its turn unless it asks again; longer than the longest
   *     pause and than a delivery
   */
  public Relay(
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
   * What a round did.
   *
   * @param givenUp events that failed for too long
   * @param pause how long to wait before the next round
   */
  public record Round(int delivered, int failed, List<PendingEvent> givenUp, Duration pause) {

    public Round {
      givenUp = List.copyOf(givenUp);
    }
  }

  /**
   * Delivers some of what is due.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the outbox cannot be reached;
   *     what was delivered will then be delivered again
   */
  public Round round() throws InterruptedException {
    if (outbox.take(self, lease) == Outbox.Turn.ANOTHERS) {
      return new Round(0, 0, List.of(), IDLE);
    }
    int atMost = isDown() ? 1 : CONCURRENT;
    List<PendingEvent> due = outbox.due(clock.instant(), atMost);
    List<PendingEvent> delivered = new ArrayList<>();
    List<PendingEvent> failed = new ArrayList<>();
    deliver(due, delivered, failed);

    Instant now = clock.instant();
    List<PendingEvent> givenUp =
        failed.stream().filter(each -> retries.isOver(each.event(), now)).toList();
    List<PendingEvent> done = new ArrayList<>(delivered);
    done.addAll(givenUp);
    if (!done.isEmpty()) {
      outbox.remove(done);
    }
    for (PendingEvent each : failed) {
      if (!givenUp.contains(each)) {
        outbox.postpone(each, now.plus(retries.pause(each.failures() + 1, random)));
      }
    }
    note(delivered, failed);
    return new Round(delivered.size(), failed.size(), givenUp, pause(!delivered.isEmpty()));
  }

  /** Lets another relay go on at once. */
  public void leave() {
    outbox.leave(self);
  }

  private void deliver(
      List<PendingEvent> due, List<PendingEvent> delivered, List<PendingEvent> failed)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EventReceiver.Delivery>> deliveries =
          due.stream().map(each -> threads.submit(() -> receiver.deliver(each))).toList();
      try {
        for (int i = 0; i < due.size(); i++) {
          switch (outcome(deliveries.get(i))) {
            case DELIVERED -> delivered.add(due.get(i));
            case FAILED -> failed.add(due.get(i));
          }
        }
      } catch (InterruptedException e) {
        // Nobody waits for an answer any more; what is in flight will be sent again.
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private static EventReceiver.Delivery outcome(Future<EventReceiver.Delivery> delivery)
      throws InterruptedException {
    try {
      return delivery.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the receiver failed in a way that it must not", e);
    }
  }

  private void note(List<PendingEvent> delivered, List<PendingEvent> failed) {
    if (!delivered.isEmpty()) {
      failing.clear();
      failedRounds = 0;
    } else if (!failed.isEmpty()) {
      if (!isDown()) {
        failed.forEach(each -> failing.add(each.event().user()));
      }
      failedRounds++;
    }
  }

  private boolean isDown() {
    return failing.size() >= DOWN;
  }

  private Duration pause(boolean perhapsMore) {
    if (isDown()) {
      return new RetryPolicy(IDLE, LONGEST_PAUSE, LONGEST_PAUSE).pause(failedRounds, random);
    }
    return perhapsMore ? Duration.ZERO : IDLE;
  }
}
