package dev.gatehouse.benchmarks.scenario;

import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.ClosedLoop;
import dev.gatehouse.benchmarks.load.OpenLoop;
import dev.gatehouse.benchmarks.load.SlowClients;
import dev.gatehouse.benchmarks.load.WorstRequests;
import dev.gatehouse.benchmarks.request.HttpConnection;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A client attacks from one address, by far too many requests, by the ones that cost the most to
 * parse, or by ones that never end, and others log in beside that. All limits are as they are by
 * default.
 */
public final class LimitsScenario implements Scenario {

  /** Under the limit of one address. */
  private static final int OTHERS_PER_SECOND = 15;

  private static final int SLOW = 2_000;
  private static final int WORST = 12;
  private static final String BESIDE_WORST = "beside the worst headers";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InetAddress others = address("127.0.0.2");
  private final InetAddress slow = address("127.0.0.3");
  private final InetAddress worst = address("127.0.0.4");

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, ExecutionException {
    Subject limited = new Subject("gatehouse-limits", bed.gatehouse()::withLimits);
    try (Service service =
        bed.start(limited, bed.conditions(bed.database(), bed.weChat().atOnce(), TestBed.HEAP))) {
      login(bed, service, bed.options().warmUp());
      flood(bed, service, bed.options().round());
      for (int round = 0; round < bed.options().rounds(); round++) {
        Duration time = bed.options().round();
        record("alone", login(bed, service, time), service, recording);
        besideAFlood(bed, service, recording);
        try (WorstRequests clients = new WorstRequests(WORST, worst, service.port())) {
          double cpu = -service.figures().cpuMillis();
          record(BESIDE_WORST, login(bed, service, time), service, recording);
          recording.add(BESIDE_WORST, "flood/s", clients.answered() / (double) time.toSeconds());
          cpu += service.figures().cpuMillis();
          recording.add(BESIDE_WORST, "CPU ms each", cpu / clients.answered());
        }
        try (SlowClients clients = new SlowClients(SLOW, slow, service.port())) {
          record("beside 2,000 slow clients", login(bed, service, time), service, recording);
          recording.add("beside 2,000 slow clients", "hung up on", clients.hungUp());
        }
      }
    }
  }

  private void besideAFlood(TestBed bed, Service service, Recording recording)
      throws IOException, InterruptedException, ExecutionException {
    Duration time = bed.options().round();
    CompletableFuture<OpenLoop.Outcome> running =
        CompletableFuture.supplyAsync(() -> {
          try {
            return login(bed, service, time);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    double cpu = -service.figures().cpuMillis();
    ClosedLoop.Load load = flood(bed, service, time);
    cpu += service.figures().cpuMillis();
    record("beside a flood", running.get(), service, recording);
    recording.add("beside a flood", "flood/s", load.requests() * 1e6 / load.micros());
    recording.add("beside a flood", "let in/s", load.perSecond());
    recording.add("beside a flood", "CPU ms each", cpu / load.requests());
  }

  private static ClosedLoop.Load flood(TestBed bed, Service service, Duration time)
      throws IOException, InterruptedException {
    return bed.closedLoop(List.of(service.port()), time, bed.people());
  }

  private OpenLoop.Outcome login(TestBed bed, Service service, Duration time) throws IOException {
    return new OpenLoop(
            () -> new HttpConnection(service.port(), PATIENCE, others),
            new Logins().returning(bed.people()))
        .run(OTHERS_PER_SECOND, time);
  }

  private static void record(
      String name, OpenLoop.Outcome outcome, Service service, Recording recording)
      throws IOException {
    recording.add(name, "others' logins", outcome.succeeded());
    recording.add(name, LatencyScenario.LOST, outcome.lost());
    recording.add(name, Metric.P50, outcome.latencies().micros(0.5) / 1000);
    recording.add(name, Metric.P99, outcome.latencies().micros(0.99) / 1000);
    recording.add(name, "MB", service.figures().megabytes());
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
