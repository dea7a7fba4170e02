package dev.gatehouse.testkit.event;

import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A receiver that fails at random, half of the time after it took the event; what comes twice it
 * knows by the id. Thread-safe.
 */
public final class FlakyReceiver implements EventReceiver {

  private final List<PendingEvent> received = new ArrayList<>();
  private final Set<UUID> ids = new HashSet<>();
  private final RandomGenerator random;
  private final double failing;
  private int calls;

  /**
   * @param failing the part of the deliveries that fail
   */
  public FlakyReceiver(RandomGenerator random, double failing) {
    this.random = random;
    this.failing = failing;
  }

  @Override
  public synchronized Delivery deliver(PendingEvent event) {
    calls++;
    boolean fails = random.nextDouble() < failing;
    if ((!fails || random.nextBoolean()) && ids.add(event.id())) {
      received.add(event);
    }
    return fails ? Delivery.FAILED : Delivery.DELIVERED;
  }

  /** When the events of a user happened, in the order in which they came first. */
  public synchronized List<Instant> delivered(UserId user) {
    return received.stream()
        .filter(each -> each.event().user().equals(user))
        .map(each -> each.event().at())
        .toList();
  }

  /** How often something was sent. */
  public synchronized int calls() {
    return calls;
  }
}
