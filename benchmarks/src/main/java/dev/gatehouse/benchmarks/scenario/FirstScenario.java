package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.benchmarks.database.Users;
import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.profile.Profiler;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * New people log in, as fast as answers come; beside it, the two inserts of a registration by
 * themselves, over bare JDBC and as many connections as there are clients.
 */
public final class FirstScenario implements Scenario {

  private static final String INSERTS = "two inserts, bare JDBC";

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException {
    try (Users empty = new Users(bed.mySql().database("first"), 0);
        Inserts inserts = new Inserts(bed, empty.url())) {
      List<Service> services =
          bed.startAll(
              bed.subjects("gatehouse", "gatehouse-sessions", "handwritten"),
              empty.url(),
              bed.weChat().atOnce());
      try {
        say("warming up");
        inserts.perSecond(bed.options().warmUp());
        for (Service service : services) {
          bed.closedLoop(List.of(service.port()), bed.options().warmUp(), List.of());
        }
        bed.inTurns(
            Stream.concat(services.stream().map(Optional::of), Stream.of(Optional.<Service>empty()))
                .toList(),
            service -> {
              if (service.isPresent()) {
                List<Integer> port = List.of(service.get().port());
                Round.measure(bed, service.get(), port, List.of(), recording);
              } else {
                recording.add(INSERTS, Metric.RATE, inserts.perSecond(bed.options().round()));
              }
            });
        for (Service service : services) {
          Profiler.profile(
              bed,
              service,
              "first",
              () -> bed.closedLoop(List.of(service.port()), bed.options().round(), List.of()));
        }
      } finally {
        services.forEach(Service::close);
      }
    }
  }

  /** The process that inserts by order. */
  private static final class Inserts implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Writer orders;

    Inserts(TestBed bed, String database) throws IOException {
      process =
          bed.peers()
              .inserts(database, bed.options().connections(), Logins.newRun())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      orders = process.outputWriter(UTF_8);
    }

    double perSecond(Duration duration) throws IOException {
      orders.write(duration.toSeconds() + "\n");
      orders.flush();
      String count = output.readLine();
      if (count == null) {
        throw new IOException("the inserts failed");
      }
      return Double.parseDouble(count) / duration.toSeconds();
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
