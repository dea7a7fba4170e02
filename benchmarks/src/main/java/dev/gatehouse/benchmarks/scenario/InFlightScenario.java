package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.OpenLoop;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Very many logins in flight at once, against a WeChat that takes 5 seconds: all arrive within 4.
 * What they take of memory, and how many are answered within a minute, or refused with an honest
 * 429 or 503.
 */
public final class InFlightScenario implements Scenario {

  private static final int ARRIVAL_SECONDS = 4;
  private static final int WARM_UP_RATE = 200;

  /** What a service has open besides two connections for each login, amply. */
  private static final int OTHER_FILES = 400;

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, ExecutionException {
    int room = (int) Math.min(Integer.MAX_VALUE, (bed.files() - OTHER_FILES) / 2);
    int logins = Math.min(bed.options().inFlight(), room);
    if (logins < bed.options().inFlight()) {
      say(
          "only %,d in flight: a process may open %,d files here (ulimit -n), and each login takes two"
              .formatted(logins, bed.files()));
    }
    for (Subject subject : bed.subjects("gatehouse", "gatehouse-sessions", "handwritten")) {
      say(subject.name());
      try (Service service =
          bed.start(
              subject,
              bed.conditions(bed.database(), bed.weChat().after5Seconds(), TestBed.HEAP))) {
        // Compiles what a login needs: cold, two cores would spend the flood on compiling.
        bed.openLoop(service.port(), WARM_UP_RATE, bed.options().warmUp());
        double before = service.figures().megabytes();
        double cpu = -service.figures().cpuMillis();
        CompletableFuture<OpenLoop.Outcome> running = flood(bed, service, logins);
        double peak = peak(service, running);
        cpu += service.figures().cpuMillis();
        OpenLoop.Outcome outcome = running.get();
        say("" + outcome.endings());
        String name = subject.name();
        recording.add(name, "in flight", logins);
        recording.add(name, "answered", outcome.succeeded());
        recording.add(name, "refused", outcome.refused());
        recording.add(name, LatencyScenario.LOST, outcome.lost() - outcome.refused());
        recording.add(name, "MB before", before);
        recording.add(name, "MB at most", peak);
        if (outcome.succeeded() > 0) {
          recording.add(name, "p50 s", outcome.latencies().micros(0.5) / 1e6);
          recording.add(name, "p99 s", outcome.latencies().micros(0.99) / 1e6);
        }
        recording.add(name, Metric.CPU, cpu / logins);
      }
    }
  }

  private static CompletableFuture<OpenLoop.Outcome> flood(
      TestBed bed, Service service, int logins) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return bed.openLoop(
            service.port(), logins / ARRIVAL_SECONDS, Duration.ofSeconds(ARRIVAL_SECONDS));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
  }

  private static double peak(Service service, CompletableFuture<?> running)
      throws IOException, InterruptedException {
    double peak = 0;
    while (!running.isDone()) {
      peak = Math.max(peak, service.figures().megabytes());
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return peak;
  }
}
