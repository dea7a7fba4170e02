package dev.gatehouse.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
}
