package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.benchmarks.figure.Measurement;
import dev.gatehouse.benchmarks.figure.Results;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GoalTest {

  private static final Goal RATE =
      new Goal("login", "logins/s, × peer", s -> s.ratio("ours", "peer", "rate"), true, 8, 4);
  private static final Goal COST =
      new Goal("login", "CPU, × floor", s -> s.ratio("ours", "floor", "cpu"), false, 4, 8);

  private static Results results(double rate, double cost) {
    return new Results(
        Map.of(
            "login",
            ReportTest.session(
                new Measurement("ours", "rate", List.of(rate)),
                new Measurement("peer", "rate", List.of(1.0)),
                new Measurement("ours", "cpu", List.of(cost)),
                new Measurement("floor", "cpu", List.of(1.0)))));
  }

  @Test
  void a_figure_within_the_margin_is_not_missed_even_if_the_goal_is_not_reached() {
    assertThat(Goal.missed(List.of(RATE, COST), results(4, 8))).isEmpty();
    assertThat(RATE.reachedBy(4)).isFalse();
    assertThat(COST.reachedBy(8)).isFalse();
  }

  @Test
  void a_goal_is_reached_from_its_own_side() {
    assertThat(RATE.reachedBy(8)).isTrue();
    assertThat(RATE.reachedBy(9)).isTrue();
    assertThat(COST.reachedBy(4)).isTrue();
    assertThat(COST.reachedBy(3)).isTrue();
  }

  @Test
  void each_figure_that_is_far_off_has_a_line() {
    assertThat(Goal.missed(List.of(RATE, COST), results(3.9, 8.1)))
        .containsExactly(
            "missed: login, logins/s, × peer: 3.90, should be at least 4",
            "missed: login, CPU, × floor: 8.10, should be at most 8");
  }

  @Test
  void what_was_not_measured_is_not_missed() {
    Results nothing = new Results(Map.of());

    assertThat(RATE.measured(nothing)).isEqualTo(OptionalDouble.empty());
    assertThat(Goal.missed(Goal.ALL, nothing)).isEmpty();
  }

  @Test
  void every_margin_lies_beyond_its_goal() {
    assertThat(Goal.ALL)
        .allSatisfy(goal ->
            assertThat(goal.atLeast() ? goal.goal() - goal.limit() : goal.limit() - goal.goal())
                .isGreaterThanOrEqualTo(0));
  }
}
