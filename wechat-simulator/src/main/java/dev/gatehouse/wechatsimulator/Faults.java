package dev.gatehouse.wechatsimulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The faults that were asked for and not yet met. Thread-safe. */
final class Faults {
  private final RandomGenerator random;

  /** Each for one call, in this order; they go before the lasting ones. */
  private final Map<WeChatEndpoint, Deque<Fault>> upcoming = new EnumMap<>(WeChatEndpoint.class);

  /** The latest first. */
  private final Map<WeChatEndpoint, Deque<Lasting>> lasting = new EnumMap<>(WeChatEndpoint.class);

  Faults(RandomGenerator random) {
    this.random = random;
  }

  synchronized void next(WeChatEndpoint endpoint, int times, Fault fault) {
    if (times < 1 || times > 1_000_000) {
      throw new IllegalArgumentException("times must be from 1 to 1000000, but is " + times);
    }
    Deque<Fault> queue = upcoming.computeIfAbsent(endpoint, _ -> new ArrayDeque<>());
    for (int i = 0; i < times; i++) {
      queue.addLast(fault);
    }
  }

  /** One that is certain replaces all that came before it. */
  synchronized void always(WeChatEndpoint endpoint, double probability, Fault fault) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability must be above 0 and at most 1, but is " + probability);
    }
    Deque<Lasting> latestFirst = lasting.computeIfAbsent(endpoint, _ -> new ArrayDeque<>());
    if (probability == 1) {
      latestFirst.clear();
    }
    latestFirst.addFirst(new Lasting(probability, fault));
  }

  synchronized void clear() {
    upcoming.clear();
    lasting.clear();
  }

  /** What the call that has just come meets. */
  synchronized Optional<Fault> take(WeChatEndpoint endpoint) {
    Deque<Fault> queue = upcoming.get(endpoint);
    if (queue != null && !queue.isEmpty()) {
      return Optional.of(queue.removeFirst());
    }
    Deque<Lasting> latestFirst = lasting.get(endpoint);
    if (latestFirst == null) {
      return Optional.empty();
    }
    return latestFirst.stream()
        .filter(candidate -> random.nextDouble() < candidate.probability())
        .findFirst()
        .map(Lasting::fault);
  }

  private record Lasting(double probability, Fault fault) {}
}
