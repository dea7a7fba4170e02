package dev.gatehouse.bootstrap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times the logins. A series is looked up in the registry once, when it is first needed.
 * Thread-safe.
 */
final class LoginMetrics implements EndedLogin.Observer {

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

  LoginMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void accept(EndedLogin login) {
    Series series = new Series(login.method(), login.channel(), login.outcome());
    Timer timer = timers.get(series);
    if (timer == null) {
      timer = timers.computeIfAbsent(series, this::timer);
    }
    timer.record(login.nanos(), TimeUnit.NANOSECONDS);
  }

  private Timer timer(Series series) {
    return Timer.builder("gatehouse.logins")
        .description("logins by method, channel and outcome")
        .tags(
            "method",
            named(series.method()),
            "channel",
            named(series.channel()),
            "outcome",
            series.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static String named(String value) {
    return value.equals(EndedLogin.NOTHING) ? NONE : value;
  }
}
