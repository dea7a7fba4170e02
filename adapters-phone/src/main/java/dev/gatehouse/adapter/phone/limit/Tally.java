package dev.gatehouse.adapter.phone.limit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The events of one subject, counted in rolling windows. Events of one sixtieth of a window share a
 * slot and count until the last of them has left the window, so a count is never too low.
 * Immutable.
 */
final class Tally {

  /** Nothing was counted. */
  static final Tally EMPTY = new Tally(new TreeMap<>());

  private static final int SLOTS = 60;

  /** Events that share a slot: when the last of them was, in milliseconds, and how many. */
  private record Slot(long last, int count) {}

  /** The slots in order of time, by length of their window in milliseconds. */
  private final SortedMap<Long, List<Slot>> windows;

  private Tally(SortedMap<Long, List<Slot>> windows) {
    this.windows = windows;
  }

  /** The events within a window that ends now; 0 for a window that was never counted in. */
  int count(Duration window, Instant now) {
    return alive(window.toMillis(), now.toEpochMilli()).stream().mapToInt(Slot::count).sum();
  }

  /** The highest count of any period of a length within a window that ends now. */
  int highest(Duration window, Duration period, Instant now) {
    List<Slot> slots = alive(window.toMillis(), now.toEpochMilli());
    int highest = 0;
    for (Slot end : slots) {
      long from = end.last() - period.toMillis();
      highest =
          Math.max(
              highest,
              slots.stream()
                  .filter(slot -> slot.last() > from && slot.last() <= end.last())
                  .mapToInt(Slot::count)
                  .sum());
    }
    return highest;
  }

  /**
   * How long to wait until none of the limits stands against another event.
   *
   * @return empty if none does now
   */
  Optional<Duration> wait(Collection<Limit> limits, Instant now) {
    return limits.stream()
        .map(limit -> wait(limit, now))
        .flatMap(Optional::stream)
        .max(Duration::compareTo);
  }

  private Optional<Duration> wait(Limit limit, Instant now) {
    long window = limit.within().toMillis();
    List<Slot> slots = alive(window, now.toEpochMilli());
    int excess = slots.stream().mapToInt(Slot::count).sum() - limit.most() + 1;
    for (Slot slot : slots) {
      if (excess <= 0) {
        break;
      }
      excess -= slot.count();
      if (excess <= 0) {
        return Optional.of(Duration.ofMillis(slot.last() + window - now.toEpochMilli()));
      }
    }
    return Optional.empty();
  }

  /** The same with one more event, and without what no window reaches any more. */
  Tally plus(Collection<Duration> counted, Instant now) {
    SortedMap<Long, List<Slot>> next = new TreeMap<>();
    for (Duration each : counted) {
      long window = each.toMillis();
      long time = now.toEpochMilli();
      List<Slot> slots = new ArrayList<>(alive(window, time));
      long length = Math.max(1, window / SLOTS);
      if (!slots.isEmpty() && slots.getLast().last() / length >= time / length) {
        Slot last = slots.removeLast();
        slots.add(new Slot(Math.max(last.last(), time), last.count() + 1));
      } else {
        slots.add(new Slot(time, 1));
      }
      next.put(window, slots);
    }
    return new Tally(next);
  }

  /** The same without the latest event of each window: for one that was counted in vain. */
  Tally minusLatest() {
    SortedMap<Long, List<Slot>> next = new TreeMap<>();
    windows.forEach((window, slots) -> {
      List<Slot> left = new ArrayList<>(slots);
      if (!left.isEmpty()) {
        Slot last = left.removeLast();
        if (last.count() > 1) {
          left.add(new Slot(last.last(), last.count() - 1));
        }
      }
      next.put(window, left);
    });
    return new Tally(next);
  }

  private List<Slot> alive(long window, long now) {
    return windows.getOrDefault(window, List.of()).stream()
        .filter(slot -> slot.last() > now - window)
        .toList();
  }

  /** The bytes that {@link #decode} reads. */
  byte[] encode() {
    int length = 0;
    for (List<Slot> slots : windows.values()) {
      length += Long.BYTES + Integer.BYTES + slots.size() * (Long.BYTES + Integer.BYTES);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (Map.Entry<Long, List<Slot>> each : windows.entrySet()) {
      bytes.putLong(each.getKey()).putInt(each.getValue().size());
      each.getValue().forEach(slot -> bytes.putLong(slot.last()).putInt(slot.count()));
    }
    return bytes.array();
  }

  static Tally decode(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    SortedMap<Long, List<Slot>> windows = new TreeMap<>();
    while (bytes.hasRemaining()) {
      long window = bytes.getLong();
      int count = bytes.getInt();
      List<Slot> slots = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        slots.add(new Slot(bytes.getLong(), bytes.getInt()));
      }
      windows.put(window, slots);
    }
    return new Tally(windows);
  }
}
