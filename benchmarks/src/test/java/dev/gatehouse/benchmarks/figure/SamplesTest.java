package dev.gatehouse.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void a_share_of_the_samples_does_not_exceed_the_value() {
    Samples samples = new Samples(1);
    for (long micros = 100; micros >= 1; micros--) {
      samples.add(micros * 1_000);
    }

    assertThat(samples.micros(0.5)).isEqualTo(50);
    assertThat(samples.micros(0.99)).isEqualTo(99);
    assertThat(samples.micros(1)).isEqualTo(100);
    assertThat(samples.micros(0)).isEqualTo(1);
  }

  @Test
  void nothing_is_said_of_no_samples() {
    assertThatThrownBy(() -> new Samples(0).micros(0.5)).isInstanceOf(IllegalStateException.class);
  }
}
