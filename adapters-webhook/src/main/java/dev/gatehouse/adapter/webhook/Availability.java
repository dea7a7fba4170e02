package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.user.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells from its latest answers whether a receiver takes events. Not thread-safe. */
final class Availability {

  /**
   * So many users whose events fail one after the other mean that it is not theirs that is wrong.
   */
  private static final int DOWN = 3;

  private final Set<UserId> failing = new HashSet<>();
  private int failedRounds;

  /** Takes note of a round of deliveries. */
  void note(List<PendingEvent> delivered, List<PendingEvent> failed) {
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

  boolean isDown() {
    return failing.size() >= DOWN;
  }

  /** How many rounds have failed in succession. */
  int failedRounds() {
    return failedRounds;
  }
}
