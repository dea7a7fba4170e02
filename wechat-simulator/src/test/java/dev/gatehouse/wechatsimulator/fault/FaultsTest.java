package dev.gatehouse.wechatsimulator.fault;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.ACCESS_TOKEN;
import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.USERINFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which call meets which fault. */
final class FaultsTest {
  private final Faults faults = new Faults(new SplittableRandom(7));

  @Test
  void the_next_calls_meet_what_was_asked_for_in_that_order() {
    faults.next(ACCESS_TOKEN, 2, Fault.errcode(-1));
    faults.next(ACCESS_TOKEN, 1, Fault.hang());

    assertThat(met(ACCESS_TOKEN, 4)).containsExactly("errcode", "errcode", "hang", "");
  }

  @Test
  void an_endpoint_does_not_meet_the_faults_of_another() {
    faults.next(ACCESS_TOKEN, 1, Fault.hang());
    faults.always(ACCESS_TOKEN, 1, Fault.empty());

    assertThat(met(USERINFO, 2)).containsExactly("", "");
  }

  @Test
  void a_lasting_fault_waits_for_those_for_single_calls_and_lasts() {
    faults.always(USERINFO, 1, Fault.empty());
    faults.next(USERINFO, 1, Fault.hang());

    assertThat(met(USERINFO, 4)).containsExactly("hang", "empty", "empty", "empty");
  }

  @Test
  void the_last_lasting_fault_counts() {
    faults.always(USERINFO, 1, Fault.empty());
    faults.always(USERINFO, 1, Fault.hang());

    assertThat(met(USERINFO, 1)).containsExactly("hang");
  }

  @Test
  void a_probable_fault_is_met_by_about_that_part_and_the_rest_meet_what_was_before() {
    faults.always(USERINFO, 1, Fault.empty());
    faults.always(USERINFO, 0.25, Fault.hang());

    List<String> met = met(USERINFO, 10_000);

    assertThat(met.stream().filter("hang"::equals).count()).isBetween(2_300L, 2_700L);
    assertThat(met).containsOnly("hang", "empty");
  }

  @Test
  void nothing_is_left_after_clearing() {
    faults.always(USERINFO, 1, Fault.empty());
    faults.next(USERINFO, 1, Fault.hang());

    faults.clear();

    assertThat(met(USERINFO, 1)).containsExactly("");
  }

  @Test
  void numbers_that_make_no_sense_are_refused() {
    for (double probability : new double[] {0, -0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> faults.always(USERINFO, probability, Fault.empty()))
          .withMessageContaining("probability");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.next(USERINFO, 0, Fault.empty()))
        .withMessageContaining("times");
  }

  @Test
  void latencies_have_the_requested_median_and_99th_percentile() {
    SplittableRandom random = new SplittableRandom(42);
    Latency latency = Latency.logNormal(Duration.ofMillis(50), Duration.ofMillis(400));

    long[] micros =
        IntStream.range(0, 100_000)
            .mapToLong(_ -> latency.next(random).toNanos() / 1000)
            .sorted()
            .toArray();

    assertThat(micros[50_000]).isBetween(49_000L, 51_000L);
    assertThat(micros[99_000]).isBetween(380_000L, 420_000L);
  }

  private List<String> met(WeChatEndpoint endpoint, int calls) {
    return IntStream.range(0, calls)
        .mapToObj(_ -> faults.take(endpoint).map(Fault::name).orElse(""))
        .toList();
  }
}
