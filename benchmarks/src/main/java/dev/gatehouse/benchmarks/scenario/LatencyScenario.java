package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.OpenLoop;
import dev.gatehouse.benchmarks.profile.Profiler;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Logins at a constant rate against a WeChat that takes 100 milliseconds: how long they take beyond
 * that. A service that asks WeChat twice pays for it here.
 */
public final class LatencyScenario implements Scenario {

  /** How the names of these metrics begin, such as {@code added p99 ms}. */
  public static final String ADDED = "added ";

  public static final String LOST = "not answered";

  private static final double WECHAT_MILLIS = 100;

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException {
    List<Service> services =
        bed.startAll(
            bed.subjects("gatehouse", "gatehouse-sessions", "justauth", "handwritten"),
            bed.database(),
            bed.weChat().after100Milliseconds());
    int rate = bed.options().rate();
    try {
      for (Service service : services) {
        say("warming up " + service.name());
        bed.openLoop(service.port(), rate, bed.options().warmUp());
      }
      bed.inTurns(
          services,
          service -> {
            double cpu = -service.figures().cpuMillis();
            OpenLoop.Outcome outcome = bed.openLoop(service.port(), rate, bed.options().round());
            cpu += service.figures().cpuMillis();
            record(service.name(), outcome, recording);
            recording.add(service.name(), Metric.CPU, cpu / outcome.sent());
          });
      for (Service service : services) {
        Profiler.profile(
            bed,
            service,
            "latency",
            () -> bed.openLoop(service.port(), rate, bed.options().round()));
      }
    } finally {
      services.forEach(Service::close);
    }
  }

  static void record(String name, OpenLoop.Outcome outcome, Recording recording) {
    for (double share : List.of(0.5, 0.99, 0.999)) {
      String percentile = "p" + ("" + share * 100).replaceFirst("\\.0$", "").replace(".", "");
      recording.add(
          name,
          ADDED + percentile + " ms",
          outcome.succeeded() == 0
              ? Duration.ofMinutes(1).toMillis()
              : outcome.latencies().micros(share) / 1000 - WECHAT_MILLIS);
    }
    recording.add(name, LOST, outcome.lost());
  }
}
