package dev.gatehouse.adapter.wechat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The breakers, one for each endpoint, so that people whom we know can still log in while WeChat
 * gives no profiles. The reasons for the numbers are in {@code docs/adr/0011}.
 */
final class Breakers {

  /** So many of the latest calls are looked at. */
  static final int WINDOW = 50;

  /** Fewer say nothing. */
  static final int FEWEST = 10;

  private static final Logger log = LoggerFactory.getLogger(Breakers.class);

  private Breakers() {}

  static CircuitBreaker breaker(Endpoint endpoint, Clock clock) {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "wechat " + endpoint.tag(),
            CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, FEWEST, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                // A slow success is a login. What is too slow is cut off and counts as a failure.
                .slowCallRateThreshold(100)
                .slowCallDurationThreshold(WeChatProperties.LONGEST.multipliedBy(2))
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

  /** Once when it begins and once when it is over; the probes between are no news. */
  private static void logTransition(Endpoint endpoint, CircuitBreakerOnStateTransitionEvent event) {
    State from = event.getStateTransition().getFromState();
    State to = event.getStateTransition().getToState();
    if (from == State.CLOSED && to == State.OPEN) {
      log.warn(
          "WeChat is failing ({}): calls are held back, but for one every {} s to see whether it"
              + " is back",
          endpoint.tag(),
          CallFailure.RETRY_SOON.toSeconds());
    } else if (to == State.CLOSED) {
      log.warn("WeChat is back ({})", endpoint.tag());
    }
  }
}
