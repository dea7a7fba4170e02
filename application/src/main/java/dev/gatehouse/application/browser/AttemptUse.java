package dev.gatehouse.application.browser;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Uses up an attempt when its browser comes back. Thread-safe. */
public final class AttemptUse {

  /**
   * How far apart the clocks of two replicas may be; used states are remembered that much longer.
   */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final UsedStateStore usedStates;
  private final Clock clock;

  public AttemptUse(UsedStateStore usedStates, Clock clock) {
    this.usedStates = usedStates;
    this.clock = clock;
  }

  /**
   * Uses an attempt. This works once for each state; every later call is a mismatch.
   *
   * @param attempt what was kept with the browser that comes back; null if nothing was kept
   * @throws LoginException.StateMismatch if the callback does not belong to the attempt, or if the
   *     attempt is too old or was used before
   * @throws LoginException.LoginDeclined if the person came back without a code
   */
  public void use(@Nullable LoginAttempt attempt, Callback callback) throws LoginException {
    State state = callback.state();
    if (state == null) {
      throw new LoginException.StateMismatch("no state came back");
    }
    if (attempt == null) {
      throw new LoginException.StateMismatch("this browser keeps no attempt of the state");
    }
    if (!attempt.state().matches(state) || !attempt.method().equals(callback.method())) {
      throw new LoginException.StateMismatch("this browser began another attempt");
    }
    if (attempt.isOver(clock.instant())) {
      throw new LoginException.StateMismatch("the attempt is too old");
    }
    switch (usedStates.markUsed(state, attempt.end().plus(CLOCK_SKEW))) {
      case FIRST_USE -> {}
      case REPLAYED -> throw new LoginException.StateMismatch("the attempt was used before");
    }
    if (callback.code() == null) {
      throw new LoginException.LoginDeclined();
    }
  }
}
