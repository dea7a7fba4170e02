package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void steal_is_the_share_of_all_ticks_since_then() {
    Machine then = Machine.parse("cpu  100 0 50 800 10 0 5 35 0 0");
    Machine now = Machine.parse("cpu  145 0 60 815 20 0 5 55 7 0");

    assertThat(now.stealSince(then)).isEqualTo(20);
    assertThat(now.busySince(then)).isEqualTo(75);
    assertThat(now.stealSince(now)).isZero();
  }

  @Test
  void this_machine_can_be_read() throws IOException {
    assertThat(Machine.now().ticks()).hasSize(8);
    assertThat(Machine.text()).contains(" cores of ");
  }

  @Test
  void instructions_are_the_first_field_of_their_line() {
    assertThat(Instructions.parse("Warning: x\n123456,,instructions:u,1000,100.00,,\n"))
        .isEqualTo(OptionalDouble.of(123456));
    assertThat(Instructions.parse("<not supported>,,instructions:u,0,100.00,,\n"))
        .isEqualTo(OptionalDouble.empty());
  }
}
