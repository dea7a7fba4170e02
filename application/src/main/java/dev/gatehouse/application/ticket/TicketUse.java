package dev.gatehouse.application.ticket;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.domain.login.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Uses tickets up, for all replicas. Thread-safe. */
public final class TicketUse {

  /** How far apart the clocks of two replicas may be. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final UsedStateStore used;
  private final Clock clock;

  public TicketUse(UsedStateStore used, Clock clock) {
    this.used = used;
    this.clock = clock;
  }

  /** Whether a ticket is too old. */
  public boolean isOver(Instant expiresAt) {
    return !clock.instant().isBefore(expiresAt);
  }

  /**
   * Uses a ticket.
   *
   * @return whether it is good and this is its first use
   */
  public boolean firstUse(State nonce, Instant expiresAt) {
    return !isOver(expiresAt)
        && used.markUsed(nonce, expiresAt.plus(CLOCK_SKEW)) == UsedStateStore.Use.FIRST_USE;
  }
}
