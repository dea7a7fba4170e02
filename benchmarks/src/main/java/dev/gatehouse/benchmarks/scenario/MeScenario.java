package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.ClosedLoop;
import dev.gatehouse.benchmarks.profile.Profiler;
import dev.gatehouse.benchmarks.request.HttpConnection;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks who a user is, with access tokens of a thousand sessions; beside it returning users log in
 * without sessions.
 */
public final class MeScenario implements Scenario {

  public static final String ME = "GET /v1/me";
  public static final String CPU = "CPU ms per request";
  public static final String LOGIN = "login without sessions";

  private static final int SESSIONS = 1_000;

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException {
    List<Subject> asked = bed.subjects("gatehouse-sessions");
    if (asked.isEmpty()) {
      return;
    }
    Subject without = new Subject("gatehouse", bed.gatehouse().command(false));
    List<Service> services =
        bed.startAll(List.of(asked.getFirst(), without), bed.database(), bed.weChat().atOnce());
    try {
      Service service = services.getFirst();
      Service login = services.getLast();
      Path tokens = bed.work().resolve("tokens.txt");
      Files.write(tokens, tokens(bed, service.port()));
      say("warming up");
      bed.closedLoopOfMe(service.port(), bed.options().warmUp(), tokens);
      bed.closedLoop(List.of(login.port()), bed.options().warmUp(), bed.people());
      bed.inTurns(
          services,
          each -> {
            double cpu = -each.figures().cpuMillis();
            ClosedLoop.Load load =
                each == service
                    ? bed.closedLoopOfMe(each.port(), bed.options().round(), tokens)
                    : bed.closedLoop(List.of(each.port()), bed.options().round(), bed.people());
            cpu += each.figures().cpuMillis();
            String name = each == service ? ME : LOGIN;
            recording.add(name, "requests/s", load.perSecond());
            recording.add(name, CPU, cpu / load.succeeded());
            recording.add(name, Metric.P50, load.p50() / 1000);
            recording.add(name, Metric.P99, load.p99() / 1000);
            recording.add(name, LatencyScenario.LOST, load.lost() + load.refused());
          });
      Profiler.profile(
          bed,
          service,
          "me",
          () -> bed.closedLoopOfMe(service.port(), bed.options().round(), tokens));
    } finally {
      services.forEach(Service::close);
    }
  }

  private static List<String> tokens(TestBed bed, int port) throws IOException {
    Logins logins = new Logins();
    List<String> tokens = new ArrayList<>();
    for (String person : bed.people().subList(0, SESSIONS)) {
      // One for each: Tomcat hangs up after a hundred requests.
      try (HttpConnection connection = new HttpConnection(port, Duration.ofMinutes(1))) {
        HttpConnection.Answer answer = connection.exchange(logins.request(person));
        JsonNode login = JsonMapper.shared().readTree(answer.body());
        tokens.add(login.at("/session/accessToken").asString());
      }
    }
    return tokens;
  }
}
