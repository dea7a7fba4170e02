package dev.gatehouse.wechatsimulator.fault;

import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The requested faults that have not been applied yet. Thread-safe. */
public final class Faults {
  private final RandomGenerator random;

  /** In the order of the requests; applied before the lasting faults. */
  private final Map<WeChatEndpoint, Deque<Counted>> upcoming = new EnumMap<>(WeChatEndpoint.class);

  /** The latest first. */
  private final Map<WeChatEndpoint, Deque<Lasting>> lasting = new EnumMap<>(WeChatEndpoint.class);

  public Faults(RandomGenerator random) {
    this.random = random;
  }

  public synchronized void next(WeChatEndpoint endpoint, int times, Fault fault) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, but is " + times);
    }
    queue(upcoming, endpoint).addLast(new Counted(times, fault));
  }

  /** A fault of probability 1 replaces the earlier lasting faults. */
  public synchronized void always(WeChatEndpoint endpoint, double probability, Fault fault) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability must be above 0 and at most 1, but is " + probability);
    }
    Deque<Lasting> latestFirst = queue(lasting, endpoint);
    if (probability == 1) {
      latestFirst.clear();
    }
    latestFirst.addFirst(new Lasting(probability, fault));
  }

  public synchronized void clear() {
    upcoming.clear();
    lasting.clear();
  }

  /** The fault for the call that has just arrived; empty for none. */
  synchronized Optional<Fault> take(WeChatEndpoint endpoint) {
    Deque<Counted> inOrder = queue(upcoming, endpoint);
    if (!inOrder.isEmpty()) {
      Counted first = inOrder.removeFirst();
      if (first.times() > 1) {
        inOrder.addFirst(new Counted(first.times() - 1, first.fault()));
      }
      return Optional.of(first.fault());
    }
    return queue(lasting, endpoint).stream()
        .filter(candidate -> random.nextDouble() < candidate.probability())
        .findFirst()
        .map(Lasting::fault);
  }

  /** The requested faults in the order in which they apply. */
  public synchronized List<Pending> pending() {
    List<Pending> pending = new ArrayList<>();
    for (WeChatEndpoint endpoint : WeChatEndpoint.values()) {
      for (Counted next : queue(upcoming, endpoint)) {
        pending.add(new Pending(endpoint, next.fault(), "next " + next.times()));
      }
      for (Lasting fault : queue(lasting, endpoint)) {
        pending.add(new Pending(endpoint, fault.fault(), "probability " + fault.probability()));
      }
    }
    return pending;
  }

  private static <T> Deque<T> queue(Map<WeChatEndpoint, Deque<T>> queues, WeChatEndpoint endpoint) {
    return queues.computeIfAbsent(endpoint, _ -> new ArrayDeque<>());
  }

  /**
   * A requested fault.
   *
   * @param when {@code next} and the number of calls, or the probability
   */
  public record Pending(WeChatEndpoint endpoint, Fault fault, String when) {}

  private record Counted(int times, Fault fault) {}

  private record Lasting(double probability, Fault fault) {}
}
