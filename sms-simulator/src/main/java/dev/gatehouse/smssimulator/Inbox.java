package dev.gatehouse.smssimulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

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

  /** How many messages a vendor accepts for a number since a time, with the code beyond it. */
  record VendorLimit(String vendor, int most, UnaryOperator<Instant> since, String code) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    static VendorLimit rolling(String vendor, int most, Duration within, String code) {
      return new VendorLimit(vendor, most, now -> now.minus(within), code);
    }

    /** A day from midnight to midnight in China. */
    static VendorLimit ofCalendarDay(String vendor, int most, String code) {
      return new VendorLimit(
          vendor,
          most,
          now -> now.atZone(CHINA).toLocalDate().atStartOfDay(CHINA).toInstant().minusNanos(1),
          code);
    }
  }

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
    Instant from = limit.since().apply(clock.instant());
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
