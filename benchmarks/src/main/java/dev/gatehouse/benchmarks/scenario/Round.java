package dev.gatehouse.benchmarks.scenario;

import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.ClosedLoop;
import dev.gatehouse.benchmarks.service.Instructions;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.util.List;

/** One round of load on a service, with what it cost from the processes' own accounting. */
final class Round {

  private Round() {}

  /**
   * Loads a service by wrk.
   *
   * @param people who log in; new people if empty
   */
  static void measure(
      TestBed bed, Service service, List<Integer> ports, List<String> people, Recording recording)
      throws IOException, InterruptedException {
    measure(bed, service.name(), List.of(service), ports, people, recording);
  }

  /** The same for several replicas, whose costs add up. */
  static void measure(
      TestBed bed,
      String name,
      List<Service> services,
      List<Integer> ports,
      List<String> people,
      Recording recording)
      throws IOException, InterruptedException {
    double cpu = -cpu(services);
    double compilers = -compilers(services);
    double database = -bed.mySql().figures().cpuMillis();
    Instructions instructions = Instructions.count(services);
    ClosedLoop.Load load = bed.closedLoop(ports, bed.options().round(), people);
    cpu += cpu(services);
    compilers += compilers(services);
    database += bed.mySql().figures().cpuMillis();
    recording.add(name, Metric.RATE, load.perSecond());
    recording.add(name, Metric.CPU, cpu / load.succeeded());
    instructions
        .stop()
        .ifPresent(
            count -> recording.add(name, Metric.INSTRUCTIONS, count / 1000 / load.succeeded()));
    recording.add(name, Metric.COMPILERS, compilers / load.succeeded());
    recording.add(name, Metric.DATABASE_CPU, database / load.succeeded());
    recording.add(name, Metric.P50, load.p50() / 1000);
    recording.add(name, Metric.P99, load.p99() / 1000);
    recording.add(name, LatencyScenario.LOST, load.lost() + load.refused());
  }

  private static double cpu(List<Service> services) throws IOException {
    double millis = 0;
    for (Service each : services) {
      millis += each.figures().cpuMillis();
    }
    return millis;
  }

  private static double compilers(List<Service> services) throws IOException {
    double millis = 0;
    for (Service each : services) {
      millis += each.figures().compilerMillis();
    }
    return millis;
  }
}
