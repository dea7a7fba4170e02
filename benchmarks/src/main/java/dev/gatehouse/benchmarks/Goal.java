package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.figure.Measurement;
import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Results;
import dev.gatehouse.benchmarks.scenario.LatencyScenario;
import dev.gatehouse.benchmarks.scenario.MeScenario;
import dev.gatehouse.benchmarks.scenario.PhoneScenario;
import dev.gatehouse.benchmarks.scenario.SizeScenario;
import dev.gatehouse.benchmarks.scenario.StartupScenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a figure should be.
 *
 * @param text what is compared with what
 * @param atLeast whether the figure should reach the goal, or else not exceed it
 * @param goal what we want on a quiet machine
 * @param limit beyond which {@code --check} fails, with room for a busy or different machine
 */
record Goal(
    String scenario, String text, Figure figure, boolean atLeast, double goal, double limit) {

  /** Finds a figure among what was measured; empty if it was not. */
  @FunctionalInterface
  interface Figure {
    OptionalDouble of(Results.Session session);
  }

  static final List<Goal> ALL =
      List.of(
          more(
              "login",
              "logins/s, × peer A (Flask)",
              ratio(Metric.RATE, "gatehouse", "flask"),
              8,
              4),
          more(
              "login",
              "logins/s, × peer B (JustAuth)",
              ratio(Metric.RATE, "gatehouse", "justauth"),
              18,
              // A guard below what was reached: one that is always red guards nothing. So with all
              // that miss their goals.
              6),
          more(
              "login",
              "logins/s, × peer C (by hand)",
              ratio(Metric.RATE, "gatehouse", "handwritten"),
              1.15,
              1),
          less(
              "login",
              "CPU per login, × peer C (by hand)",
              ratio(Metric.CPU, "gatehouse", "handwritten"),
              0.85,
              1.15),
          less(
              "login",
              "CPU per login, × peer A",
              ratio(Metric.CPU, "gatehouse", "flask"),
              1.0 / 12,
              1.0 / 6),
          less(
              "login",
              "CPU per login, × peer B",
              ratio(Metric.CPU, "gatehouse", "justauth"),
              1.0 / 28,
              1.0 / 8),
          less("login", "CPU per login, × floor", ratio(Metric.CPU, "gatehouse", "floor"), 4, 6),
          less(
              "login",
              "CPU per login with sessions, × without",
              ratio(Metric.CPU, "gatehouse-sessions", "gatehouse"),
              1.35,
              2),
          less("login", "not answered", value(LatencyScenario.LOST, "gatehouse"), 0, 0),
          less(
              "login",
              "not answered, with sessions",
              value(LatencyScenario.LOST, "gatehouse-sessions"),
              0,
              0),
          more(
              "first",
              "first logins/s, × peer C (by hand)",
              ratio(Metric.RATE, "gatehouse", "handwritten"),
              1.1,
              0.8),
          less(
              "me",
              "CPU of GET /v1/me, × a login without sessions",
              ratio(MeScenario.CPU, MeScenario.ME, MeScenario.LOGIN),
              0.6,
              0.8),
          less(
              "latency",
              "CPU per login at a constant rate, × peer C (by hand)",
              ratio(Metric.CPU, "gatehouse", "handwritten"),
              1,
              2),
          less(
              "latency",
              "added p99, ms",
              value(LatencyScenario.ADDED + "p99 ms", "gatehouse"),
              10,
              50),
          less("latency", "not answered", value(LatencyScenario.LOST, "gatehouse"), 0, 0),
          less("inflight", "not answered", value(LatencyScenario.LOST, "gatehouse"), 0, 0),
          less(
              "inflight",
              "not answered, with sessions",
              value(LatencyScenario.LOST, "gatehouse-sessions"),
              0,
              0),
          less(
              "size",
              "p50 of a login, 10 million users × 10 thousand",
              ratio(
                  Metric.P50,
                  SizeScenario.name(10_000_000, "users"),
                  SizeScenario.name(10_000, "users")),
              1.1,
              1.4),
          less(
              "size",
              "CPU per login, 10 million users × 10 thousand",
              ratio(
                  Metric.CPU,
                  SizeScenario.name(10_000_000, "users"),
                  SizeScenario.name(10_000, "users")),
              1.1,
              1.4),
          less(
              "sessions",
              "p50 of a login, 50 million sessions × 10 thousand",
              ratio(
                  Metric.P50,
                  SizeScenario.name(50_000_000, "sessions"),
                  SizeScenario.name(10_000, "sessions")),
              1.1,
              1.4),
          less(
              "sessions",
              "CPU per login, 50 million sessions × 10 thousand",
              ratio(
                  Metric.CPU,
                  SizeScenario.name(50_000_000, "sessions"),
                  SizeScenario.name(10_000, "sessions")),
              1.1,
              1.4),
          less(
              "startup",
              "start to first login, × without AOT cache",
              ratio(StartupScenario.SECONDS, StartupScenario.WITH, StartupScenario.WITHOUT),
              0.5,
              0.8),
          less(
              "memory",
              "not answered with 128 MB of heap",
              value(LatencyScenario.LOST, "gatehouse, heap 128m"),
              0,
              0),
          less(
              "memory",
              "not answered with 128 MB of heap, sessions",
              value(LatencyScenario.LOST, "gatehouse-sessions, heap 128m"),
              0,
              0),
          less(
              "soak",
              "not answered from a cold start on, with sessions",
              value(LatencyScenario.LOST, "part 1 of 3"),
              0,
              0),
          less("replicas", "people doubled", value("people doubled, of 200", "two replicas"), 0, 0),
          less(
              "phone",
              "messages that an attack costs",
              value(PhoneScenario.MESSAGES, PhoneScenario.ATTACK),
              PhoneScenario.BUDGET,
              PhoneScenario.BUDGET),
          more(
              "phone",
              "known customers who get in meanwhile, of " + PhoneScenario.CUSTOMERS,
              value(PhoneScenario.SERVED, PhoneScenario.ATTACK),
              PhoneScenario.CUSTOMERS,
              PhoneScenario.CUSTOMERS),
          less(
              "phone",
              "CPU per login by a code, × WeChat",
              ratio(Metric.CPU, PhoneScenario.PHONE, PhoneScenario.WECHAT),
              1.2,
              2));

  /** The figure, if it was measured. */
  OptionalDouble measured(Results results) {
    Optional<Results.Session> session = results.find(scenario);
    return session.isEmpty() ? OptionalDouble.empty() : figure.of(session.get());
  }

  /** Whether the figure is on the right side of the goal. */
  boolean reachedBy(double value) {
    return atLeast ? value >= goal : value <= goal;
  }

  /** Whether the figure is so far off that a release should wait. */
  boolean missedBy(double value) {
    return atLeast ? value < limit : value > limit;
  }

  /** A line for each goal that was measured and missed by more than the margin. */
  static List<String> missed(List<Goal> goals, Results results) {
    return goals.stream()
        .filter(each -> {
          OptionalDouble value = each.measured(results);
          return value.isPresent() && each.missedBy(value.getAsDouble());
        })
        .map(each ->
            "missed: %s, %s: %s, should be at %s %s"
                .formatted(
                    each.scenario,
                    each.text,
                    Measurement.number(each.measured(results).orElseThrow()),
                    each.atLeast ? "least" : "most",
                    Measurement.number(each.limit)))
        .toList();
  }

  private static Goal more(String scenario, String text, Figure figure, double goal, double limit) {
    return new Goal(scenario, text, figure, true, goal, limit);
  }

  private static Goal less(String scenario, String text, Figure figure, double goal, double limit) {
    return new Goal(scenario, text, figure, false, goal, limit);
  }

  private static Figure ratio(String metric, String subject, String other) {
    return session -> session.ratio(subject, other, metric);
  }

  private static Figure value(String metric, String subject) {
    return session ->
        session.find(subject, metric).stream().mapToDouble(Measurement::median).findFirst();
  }
}
