package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.OpenLoop;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.time.Duration;

/** A constant rate for a long time: memory and latency, minute by minute, are to stay flat. */
public final class SoakScenario implements Scenario {

  @Override
  public void run(TestBed bed, Recording recording) throws IOException, InterruptedException {
    for (Subject subject : bed.subjects("gatehouse-sessions")) {
      try (Service service =
          bed.start(
              subject,
              bed.conditions(bed.database(), bed.weChat().after100Milliseconds(), TestBed.HEAP))) {
        long minutes = bed.options().soak().toMinutes();
        for (long minute = 1; minute <= minutes; minute++) {
          OpenLoop.Outcome outcome =
              bed.openLoop(service.port(), bed.options().rate(), Duration.ofMinutes(1));
          double megabytes = service.figures().megabytes();
          // Thirds, so that a table shows whether anything grows.
          String name = "part " + (1 + (minute - 1) * 3 / minutes) + " of 3";
          LatencyScenario.record(name, outcome, recording);
          recording.add(name, "MB", megabytes);
          say(
              "minute %d: p99 %.1f ms, %.0f MB, %s"
                  .formatted(
                      minute,
                      outcome.latencies().micros(0.99) / 1000,
                      megabytes,
                      outcome.endings()));
        }
      }
    }
  }
}
