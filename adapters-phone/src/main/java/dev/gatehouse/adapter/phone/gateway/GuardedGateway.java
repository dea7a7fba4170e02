package dev.gatehouse.adapter.phone.gateway;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway behind a circuit breaker, with its outcomes counted. Messages of unknown fate count as
 * failures for the breaker, because a person waits for them in vain. Thread-safe.
 */
final class GuardedGateway implements SmsGateway {

  private static final Logger log = LoggerFactory.getLogger(GuardedGateway.class);

  /** The latest calls that the breaker looks at. */
  static final int WINDOW = 20;

  private static final int FEWEST = 10;
  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** The ways in which a handover ends: the tag of the counter. */
  private enum Outcome {
    TAKEN,
    UNKNOWN,
    UNREACHABLE,
    LIMITED,
    MISCONFIGURED,
    UNAVAILABLE,
    HELD_BACK;

    private String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String name;
  private final SmsGateway gateway;
  private final CircuitBreaker breaker;
  private final BiConsumer<String, String> taken;
  private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

  /**
   * @param taken is told the name and the vendor's id of each message that the vendor took
   */
  GuardedGateway(
      String name,
      SmsGateway gateway,
      Clock clock,
      MeterRegistry metrics,
      BiConsumer<String, String> taken) {
    this.name = name;
    this.taken = taken;
    this.gateway = gateway;
    this.breaker =
        CircuitBreaker.of(
            "sms " + name,
            CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, FEWEST, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build());
    for (Outcome outcome : Outcome.values()) {
      counters.put(
          outcome,
          Counter.builder("gatehouse.sms.sends")
              .description("messages handed to an SMS gateway by outcome")
              .tags("gateway", name, "outcome", outcome.tag())
              .register(metrics));
    }
    Gauge.builder("gatehouse.sms.breaker.open", breaker, GuardedGateway::isOpen)
        .description("1 while an SMS gateway is held back because it fails")
        .tags("gateway", name)
        .register(metrics);
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> log.warn("SMS gateway {}: {}", name, event.getStateTransition()));
  }

  @Override
  public Handover send(PhoneNumber to, SmsMessage message) throws LoginException {
    if (!breaker.tryAcquirePermission()) {
      count(Outcome.HELD_BACK);
      throw new ProviderUnavailable("SMS gateway " + name + " is held back", PAUSE);
    }
    Outcome outcome = Outcome.UNAVAILABLE;
    try {
      Handover handover = gateway.send(to, message);
      outcome = handover instanceof Handover.Taken ? Outcome.TAKEN : Outcome.UNKNOWN;
      if (handover instanceof Handover.Taken(String vendorId) && !vendorId.isEmpty()) {
        taken.accept(name, vendorId);
      }
      return handover;
    } catch (LoginException e) {
      outcome = outcome(e);
      throw e;
    } finally {
      record(outcome);
    }
  }

  private static Outcome outcome(LoginException ending) {
    return switch (ending) {
      case LoginException.InvalidCredential _ -> Outcome.UNREACHABLE;
      case LoginException.TooManyAttempts _ -> Outcome.LIMITED;
      case LoginException.ProviderMisconfigured _ -> Outcome.MISCONFIGURED;
      default -> Outcome.UNAVAILABLE;
    };
  }

  private void record(Outcome outcome) {
    count(outcome);
    if (outcome == Outcome.UNKNOWN || outcome == Outcome.UNAVAILABLE) {
      breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(outcome.tag()));
    } else {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
  }

  private void count(Outcome outcome) {
    Objects.requireNonNull(counters.get(outcome)).increment();
  }

  private static double isOpen(CircuitBreaker breaker) {
    return breaker.getState() == State.OPEN ? 1 : 0;
  }
}
