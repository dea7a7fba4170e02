package dev.gatehouse.wechatsimulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest calls, oldest first. Thread-safe. */
final class CallLog {
  static final int CAPACITY = 1000;

  private final Deque<RecordedCall> calls = new ArrayDeque<>();

  synchronized void add(RecordedCall call) {
    if (calls.size() == CAPACITY) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  synchronized List<RecordedCall> latest() {
    return List.copyOf(calls);
  }

  synchronized void reset() {
    calls.clear();
  }
}
