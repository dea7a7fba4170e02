package dev.gatehouse.application.browser;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A login that a browser has begun. All that a login needs but the code is fixed here and not taken
 * from what comes back (SEC-06).
 *
 * @param returnTo where the browser goes in the end, as {@link ReturnTargets} let it
 * @param consent whether the provider's page had to ask the person
 */
public record LoginAttempt(
    State state,
    LoginMethod method,
    String channel,
    URI returnTo,
    Instant begunAt,
    Consent consent) {

  /** How long a person has to say yes at the provider and come back. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  public LoginAttempt {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(returnTo, "returnTo");
    Objects.requireNonNull(begunAt, "begunAt");
    Objects.requireNonNull(consent, "consent");
  }

  /** The first moment at which it can no longer be finished. */
  public Instant end() {
    return begunAt.plus(LIFETIME);
  }

  /** Whether it can no longer be finished. */
  public boolean isOver(Instant now) {
    return !now.isBefore(end());
  }
}
