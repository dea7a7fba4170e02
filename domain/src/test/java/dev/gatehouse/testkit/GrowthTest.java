package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GrowthTest {

  @Test
  void a_cost_in_proportion_to_the_length_is_accepted() {
    Growth.requireLinear(
        "Android".repeat(150), text -> assertThat(text.contains("Mobile")).isFalse());
  }

  @Test
  void a_cost_that_grows_as_the_square_is_refused() {
    Pattern backtracking = Pattern.compile("Android.*Mobile");

    assertThatThrownBy(() ->
            Growth.requireLinear("Android".repeat(50), text -> backtracking.matcher(text).find()))
        .isInstanceOf(AssertionError.class);
  }
}
