package dev.gatehouse.bootstrap.observation;

import dev.gatehouse.application.login.LoginEndings;
import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times logins, and counts the attempts of browsers: begun; brought back to a login,
 * whatever became of it; declined; refused. A series is looked up in the registry once, when it is
 * first needed. Thread-safe.
 */
final class LoginMetrics implements LoginListener {

  private static final String NONE = "none";

  /** Up to the whole deadline of a login, and beyond. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
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

  private record Series(String method, String channel, String outcome) {}

  private final MeterRegistry registry;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
  private final Counter begun;
  private final Counter broughtBack;
  private final Counter declined;
  private final Counter refused;

  LoginMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.begun = attempts("begun");
    this.broughtBack = attempts("brought_back");
    this.declined = attempts("declined");
    this.refused = attempts("refused");
  }

  private Counter attempts(String outcome) {
    return Counter.builder("gatehouse.browser.attempts")
        .description("attempts to log in with a browser")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void begun() {
    begun.increment();
  }

  @Override
  public void ended(LoginOutcome login) {
    Series series =
        new Series(
            login.method() == null ? NONE : login.method().code(),
            Objects.requireNonNullElse(login.channel(), NONE),
            login.ending());
    Timer timer = timers.get(series);
    if (timer == null) {
      timer = timers.computeIfAbsent(series, this::timer);
    }
    timer.record(login.duration());
    switch (login.ending()) {
      case LoginEndings.STATE_MISMATCH -> refused.increment();
      case LoginEndings.LOGIN_DECLINED -> declined.increment();
      case LoginEndings.INVALID_REQUEST -> {
        if (login.inBrowser()) {
          refused.increment();
        }
      }
      default -> {
        if (login.inBrowser()) {
          broughtBack.increment();
        }
      }
    }
  }

  private Timer timer(Series series) {
    return Timer.builder("gatehouse.logins")
        .description("logins by method, channel and outcome")
        .tags("method", series.method(), "channel", series.channel(), "outcome", series.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
