package dev.gatehouse.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  @Test
  void the_median_is_the_middle_one_whatever_the_order() {
    assertThat(Measurement.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3);
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_two_middle_ones() {
    assertThat(Measurement.median(List.of(9.0, 1.0, 3.0, 4.0))).isEqualTo(3.5);
  }

  @Test
  void a_cell_shows_the_median_and_the_spread() {
    assertThat(new Measurement("floor", "logins/s", List.of(9_500.4, 12_000.0, 10_100.2)).text())
        .isEqualTo("10,100 (9,500–12,000)");
  }

  @Test
  void a_single_value_has_no_spread() {
    assertThat(new Measurement("floor", "CPU ms", List.of(0.0534)).text()).isEqualTo("0.053");
  }

  @Test
  void rounds_that_do_not_match_are_not_compared() {
    Measurement two = new Measurement("gatehouse", "CPU ms", List.of(1.0, 2.0));

    assertThat(two.times(new Measurement("before", "CPU ms", List.of(1.0)))).isEmpty();
  }

  @Test
  void the_median_lies_between_values_found_by_counting_alone() {
    // Binomial(9, 1/2): at most one below 2.0 %, at most two 9.0 %. So from the second to the
    // eighth.
    assertThat(measured(5, 1, 9, 3, 2, 8, 4, 7, 6).confidence())
        .hasValue(new Measurement.Interval(2, 8));
    // Six: none below 1.6 %, at most one 10.9 %. So from the first to the last.
    assertThat(measured(6, 1, 5, 2, 4, 3).confidence()).hasValue(new Measurement.Interval(1, 6));
    // Fourteen: at most two 0.6 %, at most three 2.9 %. So from the third to the twelfth.
    assertThat(measured(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14).confidence())
        .hasValue(new Measurement.Interval(3, 12));
  }

  @Test
  void five_values_are_too_few_for_confidence() {
    assertThat(measured(1, 2, 3, 4, 5).confidence()).isEmpty();
  }

  private static Measurement measured(double... values) {
    return new Measurement("gatehouse", "CPU ms per login", Arrays.stream(values).boxed().toList());
  }

  @Test
  void nothing_is_no_measurement() {
    assertThatThrownBy(() -> new Measurement("floor", "logins/s", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("floor, logins/s");
  }
}
