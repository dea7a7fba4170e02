package dev.gatehouse.benchmarks;

import static dev.gatehouse.benchmarks.TestBed.say;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Returning users log in, by the number of users there are. */
final class SizeScenario implements Scenario {

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException {
    List<Users> sizes = new ArrayList<>();
    List<Service> services = new ArrayList<>();
    try {
      for (Subject subject : bed.subjects("gatehouse")) {
        for (long number : bed.options().users()) {
          Users users = new Users(bed.mySql().database("users_" + number), number);
          sizes.add(users);
          Subject sized = new Subject(name(number), subject.command());
          services.add(
              bed.start(sized, bed.conditions(users.url(), bed.weChat().atOnce(), TestBed.HEAP)));
        }
      }
      List<List<String>> people = sizes.stream().map(Users::sample).toList();
      say("warming up");
      for (int i = 0; i < services.size(); i++) {
        bed.closedLoop(List.of(services.get(i).port()), bed.options().warmUp(), people.get(i));
      }
      for (int round = 1; round <= bed.options().rounds(); round++) {
        say("round " + round + " of " + bed.options().rounds());
        for (int i = 0; i < services.size(); i++) {
          Service service = services.get(i);
          Round.measure(bed, service, List.of(service.port()), people.get(i), recording);
        }
      }
    } finally {
      services.forEach(Service::close);
      sizes.forEach(Users::close);
    }
  }

  static String name(long users) {
    return "%,d users".formatted(users);
  }
}
