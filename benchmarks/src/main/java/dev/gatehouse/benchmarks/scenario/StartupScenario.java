package dev.gatehouse.benchmarks.scenario;

import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** From the start of the process to the answer to the first login, with and without AOT cache. */
public final class StartupScenario implements Scenario {

  public static final String WITH = "gatehouse";
  public static final String WITHOUT = "gatehouse without AOT cache";
  public static final String SECONDS = "s to the first login";

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException {
    List<Subject> without =
        bed.options().measures(WITH)
            ? List.of(
                new Subject(WITHOUT, conditions -> bed.gatehouse().withoutCache(conditions, true)),
                new Subject(WITH, bed.gatehouse().command(true)))
            : List.of();
    List<Subject> subjects =
        Stream.concat(without.stream(), bed.subjects("justauth", "handwritten").stream()).toList();
    bed.inTurns(
        subjects,
        subject -> {
          try (Service service =
              bed.launch(
                  subject, bed.conditions(bed.database(), bed.weChat().atOnce(), TestBed.HEAP))) {
            double seconds =
                service.awaitLogin(new Logins(), bed.people().getFirst()).toNanos() / 1e9;
            recording.add(subject.name(), SECONDS, seconds);
            recording.add(subject.name(), "CPU s", service.figures().cpuMillis() / 1000);
          }
        });
  }
}
