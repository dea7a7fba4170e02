package dev.gatehouse.adapter.wechat.resilience;

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
 * Limits the calls to WeChat. A call is refused at once if too many are in flight or if its
 * endpoint has been failing ({@link Breakers}). Measures and traces every call. Thread-safe.
 */
public final class ResilientCalls {

  /** What the service holds without logins. */
  private static final long IDLE_BYTES = 64_000_000;

  /** What a login in flight holds: 97 KB were measured (ADR 11). */
  private static final long BYTES_PER_LOGIN = 120_000;

  private static final int FEWEST = 50;

  private final Bulkhead bulkhead;
  private final Map<Endpoint, CircuitBreaker> breakers = new EnumMap<>(Endpoint.class);
  private final CallMetrics metrics;
  private final ObservationRegistry traces;

  /**
   * @param maxConcurrent the most calls in flight, to all endpoints together
   */
  public ResilientCalls(
      int maxConcurrent, Clock clock, MeterRegistry registry, ObservationRegistry traces) {
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

  /**
   * How many calls may be in flight: as many as are wanted, if the heap has room for the logins
   * that wait for them. Beyond that a login is refused, where otherwise the heap would run out and
   * none would be answered.
   *
   * @param heap the most bytes that the heap may take
   */
  public static int mostInFlight(int wanted, long heap) {
    long room = (heap - IDLE_BYTES) / BYTES_PER_LOGIN;
    return (int) Math.min(wanted, Math.max(room, FEWEST));
  }

  /** The state of each breaker by the name of its endpoint, for display. */
  public Map<String, String> breakerStates() {
    Map<String, String> states = new TreeMap<>();
    breakers.forEach((endpoint, breaker) -> states.put(endpoint.tag(), breaker.getState().name()));
    return states;
  }

  /** One call to WeChat. Sends the request, and reads and checks the response. */
  public interface Call<R> {
    R send() throws CallFailure;
  }

  /**
   * Makes the call or refuses it. Never waits for permission.
   *
   * @throws CallFailure of the call; or {@link Outcome#TOO_MANY} or {@link Outcome#BREAKER_OPEN} if
   *     it was refused
   */
  public <R> R make(Endpoint endpoint, Call<R> call) throws CallFailure {
    if (!bulkhead.tryAcquirePermission()) {
      throw refused(endpoint, Outcome.TOO_MANY, "too many calls to WeChat are in flight");
    }
    try {
      CircuitBreaker breaker = requireNonNull(breakers.get(endpoint));
      if (!breaker.tryAcquirePermission()) {
        throw refused(
            endpoint, Outcome.BREAKER_OPEN, "WeChat has been failing: the circuit breaker is open");
      }
      return observed(endpoint, breaker, call);
    } finally {
      bulkhead.onComplete();
    }
  }

  private <R> R observed(Endpoint endpoint, CircuitBreaker breaker, Call<R> call)
      throws CallFailure {
    // The outcome of an unexpected exception. The breaker must learn the end of each permitted
    // call.
    Outcome outcome = Outcome.UNUSABLE;
    Observation span =
        Observation.createNotStarted("gatehouse.provider.call", traces)
            .contextualName("WX " + endpoint.tag())
            .start();
    long start = System.nanoTime();
    try (Observation.Scope _ = span.openScope()) {
      R response = call.send();
      outcome = Outcome.SUCCESS;
      return response;
    } catch (CallFailure e) {
      outcome = e.outcome();
      throw e;
    } finally {
      long nanos = System.nanoTime() - start;
      Breakers.record(breaker, outcome, nanos);
      metrics.record(endpoint, outcome, nanos, TimeUnit.NANOSECONDS);
      // Never the exception: its message could quote a secret (SEC-21).
      span.lowCardinalityKeyValue("outcome", outcome.tag()).stop();
    }
  }

  private CallFailure refused(Endpoint endpoint, Outcome outcome, String why) {
    metrics.record(endpoint, outcome, 0, TimeUnit.NANOSECONDS);
    return new CallFailure(
        outcome,
        why,
        "",
        outcome == Outcome.TOO_MANY ? "gatehouse.wechat.max-concurrent" : "",
        CallFailure.RETRY_SOON);
  }
}
