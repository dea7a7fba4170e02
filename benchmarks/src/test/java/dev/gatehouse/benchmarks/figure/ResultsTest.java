package dev.gatehouse.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

  private static Results.Session session(Measurement... measurements) {
    return new Results.Session(
        "2026-11-23T12:00:00Z", "abc1234", "2 cores", "9 rounds", List.of(measurements));
  }

  @Test
  void a_ratio_compares_what_was_measured_in_the_same_round() {
    // Between the rounds the machine became three times as slow: it met both.
    Results.Session session =
        session(
            new Measurement("gatehouse", "logins/s", List.of(300.0, 100.0, 110.0)),
            new Measurement("flask", "logins/s", List.of(30.0, 10.0, 10.0)));

    assertThat(session.ratio("gatehouse", "flask", "logins/s").orElseThrow())
        .isCloseTo(10, within(1e-9));
  }

  @Test
  void different_numbers_of_rounds_are_compared_by_their_medians() {
    Results.Session session =
        session(
            new Measurement("gatehouse", "logins/s", List.of(300.0, 100.0, 110.0)),
            new Measurement("flask", "logins/s", List.of(11.0)));

    assertThat(session.ratio("gatehouse", "flask", "logins/s").orElseThrow())
        .isCloseTo(10, within(1e-9));
  }

  @Test
  void there_is_no_ratio_to_what_was_not_measured() {
    Results.Session session = session(new Measurement("gatehouse", "logins/s", List.of(1.0)));

    assertThat(session.ratio("gatehouse", "flask", "logins/s")).isEmpty();
    assertThat(session.ratio("gatehouse", "gatehouse", "p50 ms")).isEmpty();
  }

  @Test
  void each_of_ours_is_set_beside_the_older_one_of_its_kind() {
    Results.Session session =
        session(
            new Measurement("gatehouse", "CPU ms", List.of(1.0, 3.0)),
            new Measurement("gatehouse-sessions", "CPU ms", List.of(6.0, 8.0)),
            new Measurement("gatehouse", "not answered", List.of(0.0, 0.0)),
            new Measurement("before", "CPU ms", List.of(2.0, 4.0)),
            new Measurement("before", "not answered", List.of(0.0, 0.0)),
            new Measurement("before-sessions", "CPU ms", List.of(4.0, 4.0)),
            new Measurement("handwritten", "CPU ms", List.of(1.0, 1.0)));

    assertThat(session.besideBefore())
        .containsExactly(
            new Measurement("gatehouse, × before", "CPU ms", List.of(0.5, 0.75)),
            new Measurement("gatehouse-sessions, × before-sessions", "CPU ms", List.of(1.5, 2.0)));
  }

  @Test
  void a_change_pays_costs_or_neither_can_be_said() {
    Measurement six = new Measurement("before", Metric.CPU, List.of(2.0, 2.0, 2.0, 2.0, 2.0, 2.0));
    Measurement less =
        new Measurement("gatehouse", Metric.CPU, List.of(1.0, 1.8, 1.0, 1.0, 1.0, 1.0));
    Measurement more =
        new Measurement("gatehouse", Metric.CPU, List.of(3.0, 3.0, 3.0, 2.2, 3.0, 3.0));
    Measurement both =
        new Measurement("gatehouse", Metric.CPU, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.2));

    assertThat(session(six, less).verdicts())
        .containsExactly(
            "gatehouse, × before, CPU ms per login: × 0.500 (95 %: 0.500–0.900), pays");
    assertThat(session(six, more).verdicts())
        .containsExactly("gatehouse, × before, CPU ms per login: × 1.50 (95 %: 1.10–1.50), costs");
    assertThat(session(six, both).verdicts())
        .containsExactly(
            "gatehouse, × before, CPU ms per login: × 0.500 (95 %: 0.500–1.10), cannot say");
  }

  @Test
  void more_logins_a_second_pay() {
    assertThat(
            session(
                    new Measurement(
                        "before", Metric.RATE, List.of(10.0, 10.0, 10.0, 10.0, 10.0, 10.0)),
                    new Measurement(
                        "gatehouse", Metric.RATE, List.of(12.0, 12.0, 12.0, 12.0, 12.0, 12.0)))
                .verdicts())
        .containsExactly("gatehouse, × before, logins/s: × 1.20 (95 %: 1.20–1.20), pays");
  }

  @Test
  void fewer_logins_a_second_cost() {
    assertThat(
            session(
                    new Measurement(
                        "before", Metric.RATE, List.of(10.0, 10.0, 10.0, 10.0, 10.0, 10.0)),
                    new Measurement(
                        "gatehouse", Metric.RATE, List.of(8.0, 8.0, 8.0, 8.0, 8.0, 8.0)))
                .verdicts())
        .containsExactly("gatehouse, × before, logins/s: × 0.800 (95 %: 0.800–0.800), costs");
  }

  @Test
  void an_interval_that_touches_the_older_figure_proves_nothing() {
    Measurement before =
        new Measurement("before", Metric.CPU, List.of(2.0, 2.0, 2.0, 2.0, 2.0, 2.0));

    for (double other : List.of(1.0, 3.0)) {
      assertThat(
              session(
                      before,
                      new Measurement(
                          "gatehouse", Metric.CPU, List.of(2.0, other, other, other, other, other)))
                  .verdicts())
          .singleElement()
          .asString()
          .endsWith(", cannot say");
    }
  }

  @Test
  void only_figures_of_which_more_or_less_is_better_get_a_verdict() {
    assertThat(
            session(
                    new Measurement("before", "threads", List.of(2.0)),
                    new Measurement("gatehouse", "threads", List.of(1.0)))
                .verdicts())
        .isEmpty();
  }

  @Test
  void few_rounds_give_no_verdict() {
    assertThat(
            session(
                    new Measurement("before", Metric.CPU, List.of(2.0, 2.0)),
                    new Measurement("gatehouse", Metric.CPU, List.of(1.0, 1.0)))
                .verdicts())
        .containsExactly("gatehouse, × before, CPU ms per login: × 0.500, cannot say");
  }

  @Test
  void a_machine_that_was_not_quiet_gives_no_verdict() {
    Measurement before =
        new Measurement("before", Metric.CPU, List.of(2.0, 2.0, 2.0, 2.0, 2.0, 2.0));
    Measurement ours =
        new Measurement("gatehouse", Metric.CPU, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0));

    assertThat(
            session(before, ours, new Measurement("machine", "steal %", List.of(4.5))).verdicts())
        .containsExactly(
            "gatehouse, × before, CPU ms per login: × 0.500 (95 %: 0.500–0.500), no verdict, the"
                + " machine was not quiet: machine steal % 4.50, at most 2");
    assertThat(
            session(before, ours, new Measurement("machine", Machine.BUSY, List.of(30.0)))
                .disturbance())
        .hasValue("machine busy % before 30, at most 10");
    assertThat(
            session(before, ours, new Measurement("floor", Metric.RATE, List.of(100.0, 150.0)))
                .disturbance())
        .hasValue("floor spread % 50, at most 20");
    assertThat(
            session(
                    new Measurement("machine", "steal %", List.of(2.0)),
                    new Measurement("machine", Machine.BUSY, List.of(10.0)),
                    new Measurement("floor", Metric.RATE, List.of(100.0, 110.0)),
                    new Measurement("floor", Metric.CPU, List.of(1.0, 3.0)),
                    new Measurement("handwritten", Metric.RATE, List.of(100.0, 300.0)))
                .disturbance())
        .isEmpty();
  }

  @Test
  void results_are_read_as_they_were_written(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bench.json");
    Results results =
        new Results(
            Map.of("login", session(new Measurement("floor", "logins/s", List.of(1.5, 2.5)))));

    results.write(file);

    assertThat(Results.read(file)).isEqualTo(results);
    assertThat(Results.read(folder.resolve("none")).scenarios()).isEmpty();
  }
}
