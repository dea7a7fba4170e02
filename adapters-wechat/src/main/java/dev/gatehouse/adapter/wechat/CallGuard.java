package dev.gatehouse.adapter.wechat;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls out to WeChat, or refuses them at once: no more in flight than agreed, and none to an
 * endpoint that has been failing ({@link Breakers}). Measures each. Thread-safe.
 */
final class CallGuard {

  private final Bulkhead bulkhead;
  private final Map<Endpoint, CircuitBreaker> breakers = new EnumMap<>(Endpoint.class);
  private final CallMetrics metrics;
  private final ObservationRegistry traces;

  CallGuard(int maxConcurrent, Clock clock, MeterRegistry registry) {
    this(maxConcurrent, clock, registry, ObservationRegistry.NOOP);
  }

  /**
   * @param maxConcurrent the calls in flight, to all endpoints together
   */
  CallGuard(int maxConcurrent, Clock clock, MeterRegistry registry, ObservationRegistry traces) {
    this.bulkhead =
        Bulkhead.of(
            "wechat",
            BulkheadConfig.custom()
                .maxConcurrentCalls(maxConcurrent)
                .maxWaitDuration(Duration.ZERO)
                .build());
    for (Endpoint endpoint : Endpoint.values()) {
      breakers.put(endpoint, Breakers.breaker(endpoint, clock));
    }
    this.metrics = new CallMetrics(registry, breakers, bulkhead);
    this.traces = traces;
  }

  /** The state of each breaker by the name of its endpoint, for people. */
  Map<String, String> breakerStates() {
    Map<String, String> states = new TreeMap<>();
    breakers.forEach((endpoint, breaker) -> states.put(endpoint.tag(), breaker.getState().name()));
    return states;
  }

  /** One call to WeChat, its answer read and judged. */
  interface Call<A> {
    A send() throws CallFailure;
  }

  /**
   * Makes the call, if it may be made now. Never waits.
   *
   * @throws CallFailure the call's own, or one that says that it was held back
   */
  <A> A make(Endpoint endpoint, Call<A> call) throws CallFailure {
    if (!bulkhead.tryAcquirePermission()) {
      throw heldBack(endpoint, Outcome.TOO_MANY, "too many calls to WeChat are in flight");
    }
    try {
      CircuitBreaker breaker = requireNonNull(breakers.get(endpoint));
      if (!breaker.tryAcquirePermission()) {
        throw heldBack(
            endpoint, Outcome.BREAKER_OPEN, "WeChat has been failing and is left alone for now");
      }
      return observed(endpoint, breaker, call);
    } finally {
      bulkhead.onComplete();
    }
  }

  private <A> A observed(Endpoint endpoint, CircuitBreaker breaker, Call<A> call)
      throws CallFailure {
    // What stands if the call ends in a way that nobody has foreseen: the breaker gave a permission
    // and has to hear of it.
    Outcome outcome = Outcome.UNUSABLE;
    Observation span =
        Observation.createNotStarted("gatehouse.provider.call", traces)
            .contextualName("WX " + endpoint.tag())
            .start();
    long start = System.nanoTime();
    try (Observation.Scope _ = span.openScope()) {
      A answer = call.send();
      outcome = Outcome.SUCCESS;
      return answer;
    } catch (CallFailure e) {
      outcome = e.outcome();
      throw e;
    } finally {
      long nanos = System.nanoTime() - start;
      Breakers.record(breaker, outcome, nanos);
      metrics.record(endpoint, outcome, nanos, TimeUnit.NANOSECONDS);
      // Never the failure itself, whatever it may quote (SEC-21).
      span.lowCardinalityKeyValue("outcome", outcome.tag()).stop();
    }
  }

  private CallFailure heldBack(Endpoint endpoint, Outcome outcome, String why) {
    metrics.record(endpoint, outcome, 0, TimeUnit.NANOSECONDS);
    return new CallFailure(
        outcome,
        why,
        "",
        outcome == Outcome.TOO_MANY ? "gatehouse.wechat.max-concurrent" : "",
        CallFailure.RETRY_SOON);
  }
}
