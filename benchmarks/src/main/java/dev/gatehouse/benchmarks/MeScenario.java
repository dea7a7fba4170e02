package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks who somebody is, with access tokens of a thousand sessions. */
final class MeScenario implements Scenario {

  private static final int SESSIONS = 1_000;

  @Override
  public void run(TestBed bed, Recording recording) throws IOException, InterruptedException {
    for (Subject subject : bed.subjects("gatehouse-sessions")) {
      try (Service service =
          bed.start(subject, bed.conditions(bed.database(), bed.weChat().atOnce(), TestBed.HEAP))) {
        Path tokens = bed.work().resolve("tokens.txt");
        Files.write(tokens, tokens(bed, service.port()));
        bed.closedLoopOfMe(service.port(), bed.options().warmUp(), tokens);
        for (int round = 0; round < bed.options().rounds(); round++) {
          double cpu = -service.figures().cpuMillis();
          ClosedLoop.Load load = bed.closedLoopOfMe(service.port(), bed.options().round(), tokens);
          cpu += service.figures().cpuMillis();
          recording.add(service.name(), "requests/s", load.perSecond());
          recording.add(service.name(), "CPU ms per request", cpu / load.succeeded());
          recording.add(service.name(), Round.P50, load.p50() / 1000);
          recording.add(service.name(), Round.P99, load.p99() / 1000);
          recording.add(service.name(), LatencyScenario.LOST, load.lost() + load.refused());
        }
        Profiler.profile(
            bed,
            service,
            "me",
            () -> bed.closedLoopOfMe(service.port(), bed.options().round(), tokens));
      }
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
