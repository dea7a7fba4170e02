package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** From the start of the process to the answer to the first login, with and without AOT cache. */
final class StartupScenario implements Scenario {

  static final String WITH = "gatehouse";
  static final String WITHOUT = "gatehouse without AOT cache";
  static final String SECONDS = "s to the first login";

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
