package dev.gatehouse.smssimulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All messages that were accepted, and the limits that vendors keep for one number. Thread-safe.
 */
final class Inbox {

  /** Bounds the memory: the oldest go first. */
  private static final int MOST = 10_000;

  private final Clock clock;
  private final List<Message> messages = new ArrayList<>();

  Inbox(Clock clock) {
    this.clock = clock;
  }

  /** How many messages a vendor accepts for a number within a time, with the code beyond it. */
  record VendorLimit(String vendor, int most, Duration within, String code) {}

  synchronized void add(Message message) {
    if (messages.size() >= MOST) {
      messages.removeFirst();
    }
    messages.add(message);
  }

  /** What has been delivered by now, the latest first. */
  synchronized List<Message> delivered() {
    Instant now = clock.instant();
    return messages.stream()
        .filter(message -> !message.deliveredAt().isAfter(now))
        .sorted(Comparator.comparing(Message::deliveredAt).reversed())
        .toList();
  }

  /** Everything that was accepted, in the order of its acceptance. */
  synchronized List<Message> accepted() {
    return List.copyOf(messages);
  }

  synchronized boolean isExceeded(VendorLimit limit, String number) {
    Instant from = clock.instant().minus(limit.within());
    return messages.stream()
            .filter(message ->
                message.vendor().equals(limit.vendor())
                    && message.number().equals(number)
                    && message.deliveredAt().isAfter(from))
            .count()
        >= limit.most();
  }

  synchronized void clear() {
    messages.clear();
  }
}
