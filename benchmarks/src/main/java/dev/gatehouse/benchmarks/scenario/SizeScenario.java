package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.database.MySql;
import dev.gatehouse.benchmarks.database.Users;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.Options;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Returning users log in, by how many rows there are.
 *
 * @param subject what is measured
 * @param unit what there are few or many of, in a word
 * @param sizes how many
 * @param rows makes a database with so many of them
 */
public record SizeScenario(
    String subject, String unit, Function<Options, List<Long>> sizes, Rows rows)
    implements Scenario {

  /** Makes a database with a number of rows, unless it is there already. */
  @FunctionalInterface
  interface Rows {
    Users of(MySql mySql, long number) throws SQLException;
  }

  private static final long FEW = 10_000;

  /** As many users as the options say. */
  public static SizeScenario ofUsers() {
    return new SizeScenario(
        "gatehouse",
        "users",
        Options::users,
        (mySql, number) -> new Users(mySql.database("users_" + number), number, 0));
  }

  /** Few users with as many open sessions as the options say, each login opening one more. */
  public static SizeScenario ofSessions() {
    return new SizeScenario(
        "gatehouse-sessions",
        "sessions",
        Options::sessions,
        (mySql, number) -> new Users(mySql.database("sessions_" + number), FEW, number));
  }

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException {
    List<Users> databases = new ArrayList<>();
    List<Service> services = new ArrayList<>();
    try {
      for (Subject each : bed.subjects(subject)) {
        for (long number : sizes.apply(bed.options())) {
          say("filling a database with " + name(number, unit));
          Users users = rows.of(bed.mySql(), number);
          databases.add(users);
          Subject sized = new Subject(name(number, unit), each.command());
          services.add(
              bed.start(sized, bed.conditions(users.url(), bed.weChat().atOnce(), TestBed.HEAP)));
        }
      }
      List<List<String>> people = databases.stream().map(Users::sample).toList();
      say("warming up");
      for (int i = 0; i < services.size(); i++) {
        bed.closedLoop(List.of(services.get(i).port()), bed.options().warmUp(), people.get(i));
      }
      bed.inTurns(
          IntStream.range(0, services.size()).boxed().toList(),
          i -> {
            Service service = services.get(i);
            Round.measure(bed, service, List.of(service.port()), people.get(i), recording);
          });
    } finally {
      services.forEach(Service::close);
      databases.forEach(Users::close);
    }
  }

  public static String name(long number, String unit) {
    return "%,d %s".formatted(number, unit);
  }
}
