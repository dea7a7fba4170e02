package dev.gatehouse.adapter.wechat.resilience;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The metrics of the calls to WeChat. Every series exists from the start. All values of tags are
 * constants of this package.
 */
final class CallMetrics {

  private static final Tags METHOD = Tags.of("method", "WX");

  /** Beyond the longest call with default settings. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private record Kind(Endpoint endpoint, Outcome outcome) {}

  private final Map<Kind, Timer> calls = new HashMap<>();

  CallMetrics(MeterRegistry registry, Map<Endpoint, CircuitBreaker> breakers, Bulkhead bulkhead) {
    for (Endpoint endpoint : Endpoint.values()) {
      for (Outcome outcome : Outcome.values()) {
        calls.put(new Kind(endpoint, outcome), timer(registry, endpoint, outcome));
      }
    }
    breakers.forEach((endpoint, breaker) -> showState(registry, endpoint, breaker));
    Gauge.builder("gatehouse.provider.calls.active", bulkhead, CallMetrics::inFlight)
        .description("calls to the identity provider in flight")
        .tags(METHOD)
        .register(registry);
  }

  void record(Endpoint endpoint, Outcome outcome, long time, TimeUnit unit) {
    requireNonNull(calls.get(new Kind(endpoint, outcome))).record(time, unit);
  }

  private static Timer timer(MeterRegistry registry, Endpoint endpoint, Outcome outcome) {
    return Timer.builder("gatehouse.provider.calls")
        .description("calls to the identity provider by endpoint and outcome")
        .tags(METHOD.and("endpoint", endpoint.tag(), "outcome", outcome.tag()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static void showState(MeterRegistry registry, Endpoint endpoint, CircuitBreaker breaker) {
    for (State state : List.of(State.CLOSED, State.OPEN, State.HALF_OPEN)) {
      Gauge.builder("gatehouse.provider.breaker", breaker, now -> now.getState() == state ? 1 : 0)
          .description("1 for the state that the breaker is in, 0 for the others")
          .tags(
              METHOD.and(
                  "endpoint", endpoint.tag(), "state", state.name().toLowerCase(Locale.ROOT)))
          .register(registry);
    }
  }

  private static double inFlight(Bulkhead bulkhead) {
    Bulkhead.Metrics now = bulkhead.getMetrics();
    return now.getMaxAllowedConcurrentCalls() - now.getAvailableConcurrentCalls();
  }
}
