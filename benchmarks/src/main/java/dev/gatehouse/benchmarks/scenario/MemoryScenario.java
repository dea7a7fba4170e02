package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.OpenLoop;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a service holds of memory when it has just started and when it is busy; and whether
 * Gatehouse gets by with little heap.
 */
public final class MemoryScenario implements Scenario {

  private static final String SMALL = "128m";

  @Override
  public void run(TestBed bed, Recording recording) throws IOException, InterruptedException {
    for (Subject subject :
        bed.subjects(
            "gatehouse", "gatehouse-sessions", "flask", "justauth", "handwritten", "floor")) {
      measure(bed, subject, TestBed.HEAP, recording);
      if (subject.name().startsWith("gatehouse")) {
        measure(bed, subject, SMALL, recording);
      }
    }
  }

  private static void measure(TestBed bed, Subject subject, String heap, Recording recording)
      throws IOException, InterruptedException {
    String name = subject.name() + (subject.name().equals("flask") ? "" : ", heap " + heap);
    say(name);
    // A peer that cannot follow the rate would only show a queue.
    int rate = List.of("flask", "justauth").contains(subject.name()) ? 100 : bed.options().rate();
    try (Service service =
        bed.start(
            subject, bed.conditions(bed.database(), bed.weChat().after100Milliseconds(), heap))) {
      TimeUnit.SECONDS.sleep(5);
      recording.add(name, "MB idle", service.figures().megabytes());
      Duration warmUp = bed.options().warmUp();
      bed.openLoop(service.port(), rate, warmUp);
      OpenLoop.Outcome outcome =
          bed.openLoop(
              service.port(), rate, bed.options().round().multipliedBy(bed.options().rounds()));
      recording.add(name, "rate /s", rate);
      recording.add(name, "MB under load", service.figures().megabytes());
      LatencyScenario.record(name, outcome, recording);
    }
  }
}
