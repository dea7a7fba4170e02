package dev.gatehouse.adapter.wechat.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One circuit breaker for each endpoint: returning users can log in while WeChat gives no profiles.
 * The reasons for the numbers are in {@code docs/adr/0011}.
 */
final class Breakers {

  /** The number of latest calls that decide. */
  static final int WINDOW = 50;

  /** A breaker opens after this number of calls at the earliest. */
  static final int MIN_CALLS = 10;

  /** Calls end within a minute, whatever is configured. */
  private static final Duration LONGER_THAN_A_CALL = Duration.ofMinutes(2);

  private static final Logger log = LoggerFactory.getLogger(Breakers.class);

  private Breakers() {}

  static CircuitBreaker breaker(Endpoint endpoint, Clock clock) {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "wechat " + endpoint.tag(),
            CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, MIN_CALLS, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                // A slow success is a login. A call that times out counts as a failure.
                .slowCallRateThreshold(100)
                .slowCallDurationThreshold(LONGER_THAN_A_CALL)
                .waitDurationInOpenState(CallFailure.RETRY_SOON)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build());
    breaker.getEventPublisher().onStateTransition(event -> logTransition(endpoint, event));
    return breaker;
  }

  static void record(CircuitBreaker breaker, Outcome outcome, long nanos) {
    if (outcome.isFailureOfWeChat()) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new CallFailure(outcome, outcome.tag()));
    } else {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Logs the first and the last transition of an outage, not the probes between them. */
  private static void logTransition(Endpoint endpoint, CircuitBreakerOnStateTransitionEvent event) {
    State from = event.getStateTransition().getFromState();
    State to = event.getStateTransition().getToState();
    if (from == State.CLOSED && to == State.OPEN) {
      log.warn(
          "WeChat is failing ({}): the circuit breaker is open. One call every {} s checks whether"
              + " WeChat is back",
          endpoint.tag(),
          CallFailure.RETRY_SOON.toSeconds());
    } else if (to == State.CLOSED) {
      log.warn("WeChat is back ({})", endpoint.tag());
    }
  }
}
