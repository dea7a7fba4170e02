package dev.gatehouse.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a process costs, read from what the kernel and perf(1) print. */
class ProcessFiguresTest {

  @Test
  void cpu_time_is_found_whatever_a_process_is_called() {
    assertThat(ProcessFigures.ticks("7 (a) b (c)) S 1 7 7 0 -1 4194304 1 0 0 0 25 17 3 4 20 0"))
        .isEqualTo(42);
  }

  @Test
  void instructions_are_the_first_field_of_their_line() {
    assertThat(Instructions.parse("Warning: x\n123456,,instructions:u,1000,100.00,,\n"))
        .isEqualTo(OptionalDouble.of(123456));
    assertThat(Instructions.parse("<not supported>,,instructions:u,0,100.00,,\n"))
        .isEqualTo(OptionalDouble.empty());
  }
}
