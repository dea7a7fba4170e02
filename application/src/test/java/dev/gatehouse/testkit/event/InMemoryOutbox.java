package dev.gatehouse.testkit.event;

import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.LoginEvents;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events in memory, for tests. Thread-safe; passes {@link OutboxContract}. */
public final class InMemoryOutbox implements Outbox, LoginEvents {

  private final List<PendingEvent> events = new ArrayList<>();
  private final Map<UUID, Instant> postponed = new HashMap<>();
  private final Set<UUID> unreadable = new HashSet<>();
  private long last;
  private long lost;
  private @Nullable UUID holder;
  private long leaseEnd;
  private boolean unavailable;

  /** From now on every call fails as if the store were gone. */
  public synchronized void fail() {
    unavailable = true;
  }

  @Override
  public synchronized void publish(LoginEvent event) {
    if (!unavailable) {
      last++;
      events.add(new PendingEvent(last, UUID.randomUUID(), 0, event));
    }
  }

  /** Takes an event that cannot be read. */
  public synchronized void publishUnreadable(LoginEvent event) {
    publish(event);
    unreadable.add(events.getLast().id());
  }

  /** How many events were given up because they could not be read. */
  public synchronized long lost() {
    return lost;
  }

  @Override
  public synchronized Lease acquire(UUID processor, Duration lease) {
    checkAvailable();
    if (holder != null && !holder.equals(processor) && System.nanoTime() - leaseEnd < 0) {
      return Lease.HELD_BY_ANOTHER;
    }
    holder = processor;
    leaseEnd = System.nanoTime() + lease.toNanos();
    return Lease.ACQUIRED;
  }

  @Override
  public synchronized void release(UUID processor) {
    checkAvailable();
    if (processor.equals(holder)) {
      holder = null;
    }
  }

  @Override
  public synchronized List<PendingEvent> due(Instant now, int atMost) {
    checkAvailable();
    Set<UserId> seen = new HashSet<>();
    return readable(
        events.stream()
            .filter(each -> seen.add(each.event().user()))
            .filter(each -> !postponed.getOrDefault(each.id(), Instant.MIN).isAfter(now))
            .limit(atMost)
            .toList());
  }

  @Override
  public synchronized List<PendingEvent> oldest(int atMost) {
    checkAvailable();
    return readable(events.stream().limit(atMost).toList());
  }

  @Override
  public synchronized int waiting(int atMost) {
    checkAvailable();
    return Math.min(events.size(), atMost);
  }

  private List<PendingEvent> readable(List<PendingEvent> found) {
    List<PendingEvent> others =
        found.stream().filter(each -> !unreadable.contains(each.id())).toList();
    events.removeIf(each -> found.contains(each) && !others.contains(each));
    lost += found.size() - others.size();
    return others;
  }

  @Override
  public synchronized void remove(List<PendingEvent> gone) {
    checkAvailable();
    gone.forEach(each -> events.removeIf(event -> event.id().equals(each.id())));
  }

  @Override
  public synchronized void postpone(PendingEvent event, Instant until) {
    checkAvailable();
    postponed.put(event.id(), until);
    events.replaceAll(each ->
        each.id().equals(event.id())
            ? new PendingEvent(each.position(), each.id(), event.failures() + 1, each.event())
            : each);
  }

  private void checkAvailable() {
    if (unavailable) {
      throw new StorageUnavailableException("told to fail");
    }
  }
}
