package dev.gatehouse.wechatsimulator.fault;

import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The latest calls, oldest first. Thread-safe. */
public final class CallLog {
  static final int CAPACITY = 1000;

  private final Deque<RecordedCall> calls = new ArrayDeque<>();
  private final Map<WeChatEndpoint, Long> counts = new EnumMap<>(WeChatEndpoint.class);

  synchronized void add(RecordedCall call) {
    if (calls.size() == CAPACITY) {
      calls.removeFirst();
    }
    calls.addLast(call);
    counts.merge(call.endpoint(), 1L, Long::sum);
  }

  public synchronized List<RecordedCall> latest() {
    return List.copyOf(calls);
  }

  /** All calls since the start or the last reset, beyond {@link #CAPACITY} too. */
  public synchronized long count(WeChatEndpoint endpoint) {
    return counts.getOrDefault(endpoint, 0L);
  }

  public synchronized void reset() {
    calls.clear();
    counts.clear();
  }
}
