package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.profile.Profiler;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Returning users log in, as fast as answers come. All services run at once and are loaded in
 * turns, so that a slow minute of the machine meets all of them.
 */
public final class LoginScenario implements Scenario {

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException {
    List<Subject> subjects =
        bed.subjects(
            "gatehouse", "gatehouse-sessions", "flask", "justauth", "handwritten", "floor");
    List<Service> services = bed.startAll(subjects, bed.database(), bed.weChat().atOnce());
    try {
      for (Service service : services) {
        say("warming up " + service.name());
        bed.closedLoop(List.of(service.port()), bed.options().warmUp(), bed.people());
      }
      bed.inTurns(
          services,
          service -> Round.measure(bed, service, List.of(service.port()), bed.people(), recording));
      for (Service service : services) {
        Profiler.profile(
            bed,
            service,
            "login",
            () -> bed.closedLoop(List.of(service.port()), bed.options().round(), bed.people()));
      }
    } finally {
      services.forEach(Service::close);
    }
  }
}
