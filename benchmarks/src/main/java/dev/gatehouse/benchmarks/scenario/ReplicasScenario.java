package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.database.Users;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.request.HttpConnection;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One replica and two, in turns, on the same machine: what the second adds or costs. And one person
 * whose first logins arrive at both at once must become one user.
 */
public final class ReplicasScenario implements Scenario {

  private static final int PEOPLE = 200;

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    List<Subject> one = bed.subjects("gatehouse");
    if (one.isEmpty()) {
      return;
    }
    try (Users users = new Users(bed.mySql().database("replicas"), 0)) {
      List<Service> two =
          bed.startAll(List.of(one.getFirst(), one.getFirst()), users.url(), bed.weChat().atOnce());
      try {
        List<Integer> ports = two.stream().map(Service::port).toList();
        recording.add("two replicas", "people doubled, of " + PEOPLE, doubled(ports));
        List<String> people = people(ports.getFirst());
        say("warming up");
        bed.closedLoop(ports, bed.options().warmUp(), people);
        for (int round = 1; round <= bed.options().rounds(); round++) {
          say("round " + round + " of " + bed.options().rounds());
          Round.measure(bed, "two replicas", two, ports, people, recording);
          Round.measure(
              bed,
              "one replica",
              List.of(two.getFirst()),
              List.of(ports.getFirst()),
              people,
              recording);
        }
      } finally {
        two.forEach(Service::close);
      }
    }
  }

  /** How many people did not become exactly one user when they came to both at once. */
  private static int doubled(List<Integer> ports) throws InterruptedException, ExecutionException {
    Logins logins = new Logins();
    int doubled = 0;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PEOPLE; i++) {
        String person = logins.newPerson();
        List<Callable<JsonNode>> both =
            ports.stream()
                .<Callable<JsonNode>>map(port -> () -> login(port, logins, person))
                .toList();
        List<Future<JsonNode>> answers = clients.invokeAll(both);
        JsonNode a = answers.getFirst().get();
        JsonNode b = answers.getLast().get();
        boolean same = a.at("/user/id").asLong(-1) == b.at("/user/id").asLong(-2);
        boolean once = a.at("/registered").asBoolean() != b.at("/registered").asBoolean();
        doubled += same && once ? 0 : 1;
      }
    }
    return doubled;
  }

  private static List<String> people(int port) throws IOException {
    Logins logins = new Logins();
    List<String> people = java.util.stream.Stream.generate(logins::newPerson).limit(1_000).toList();
    for (String person : people) {
      login(port, logins, person);
    }
    return people;
  }

  private static JsonNode login(int port, Logins logins, String person) throws IOException {
    try (HttpConnection connection = new HttpConnection(port, Duration.ofMinutes(1))) {
      return JsonMapper.shared().readTree(connection.exchange(logins.request(person)).body());
    }
  }
}
