package dev.gatehouse.adapter.phone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void an_event_counts_until_it_has_left_the_window_to_the_millisecond() {
    Tally tally = Tally.EMPTY.plus(List.of(MINUTE), NOW.plusMillis(900));

    assertThat(tally.count(MINUTE, NOW.plusMillis(60_899))).isEqualTo(1);
    assertThat(tally.count(MINUTE, NOW.plusMillis(60_900))).isZero();
    assertThat(tally.wait(List.of(new Limit(1, MINUTE)), NOW.plusMillis(1000)))
        .contains(Duration.ofMillis(59_900));
    assertThat(tally.wait(List.of(new Limit(2, MINUTE)), NOW.plusMillis(1000))).isEmpty();
  }

  @Test
  void the_longest_wait_of_all_limits_is_told() {
    Tally tally = Tally.EMPTY.plus(List.of(MINUTE, DAY), NOW);

    assertThat(tally.wait(List.of(new Limit(1, MINUTE), new Limit(1, DAY)), NOW)).contains(DAY);
  }

  @Test
  void a_lowered_limit_waits_until_enough_events_have_left() {
    Tally tally = Tally.EMPTY;
    for (int i = 0; i < 3; i++) {
      tally = tally.plus(List.of(MINUTE), NOW.plusSeconds(i * 10L));
    }

    assertThat(tally.wait(List.of(new Limit(1, MINUTE)), NOW.plusSeconds(30)))
        .contains(Duration.ofSeconds(50));
  }

  @Test
  void a_tally_stays_small_however_many_events_it_counts() {
    Tally tally = Tally.EMPTY;
    for (int i = 0; i < 20_000; i++) {
      tally = tally.plus(List.of(MINUTE, Duration.ofHours(1), DAY), NOW.plusSeconds(i * 7L));
    }

    assertThat(tally.encode()).hasSizeLessThan(4096);
    assertThat(tally.count(DAY, NOW.plusSeconds(140_000))).isBetween(12_342, 12_342 + 206);
  }

  /** Requests that come together count in any order, and clocks of replicas differ. */
  @Test
  void a_tally_stays_small_when_events_come_in_another_order() {
    Instant border = NOW.plus(DAY);
    Tally tally = Tally.EMPTY;
    for (int i = 0; i < 1000; i++) {
      tally = tally.plus(List.of(DAY), border.plusMillis(i % 2 == 0 ? 1 : -1));
    }

    assertThat(tally.encode()).hasSizeLessThan(100);
    assertThat(tally.count(DAY, border.plusMillis(1))).isEqualTo(1000);
  }

  @Test
  void an_event_that_did_not_happen_is_taken_back() {
    Tally one = Tally.EMPTY.plus(List.of(MINUTE), NOW);

    assertThat(one.plus(List.of(MINUTE), NOW).minusLatest().count(MINUTE, NOW)).isEqualTo(1);
    assertThat(one.minusLatest().count(MINUTE, NOW)).isZero();
    assertThat(one.minusLatest().minusLatest().count(MINUTE, NOW)).isZero();
  }

  @Test
  void the_highest_day_of_a_window_is_found() {
    Duration fortnight = Duration.ofDays(14);
    Tally tally = Tally.EMPTY;
    for (int i = 0; i < 5; i++) {
      tally = tally.plus(List.of(fortnight), NOW);
    }
    tally = tally.plus(List.of(fortnight), NOW.plus(Duration.ofDays(3)));

    assertThat(tally.highest(fortnight, DAY, NOW.plus(Duration.ofDays(4)))).isEqualTo(5);
    assertThat(tally.highest(fortnight, DAY, NOW.plus(Duration.ofDays(15)))).isEqualTo(1);
  }

  @Test
  void a_tally_is_read_as_it_was_written() {
    Tally tally = Tally.EMPTY.plus(List.of(MINUTE, DAY), NOW).plus(List.of(MINUTE, DAY), NOW);

    assertThat(Tally.decode(tally.encode()).encode()).isEqualTo(tally.encode());
    assertThat(Tally.decode(tally.encode()).count(DAY, NOW)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5/h", "0/1h", "5/1w", "5/0h", "-1/1h", "5/31d", "x"})
  void what_is_no_limit_is_refused(String text) {
    assertThatThrownBy(() -> Limit.valueOf(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_ipv6_subscriber_is_a_network_of_64_bits() {
    assertThat(SubscriberAddress.of("2001:db8::1"))
        .isEqualTo(SubscriberAddress.of("2001:db8::ffff:1"))
        .isNotEqualTo(SubscriberAddress.of("2001:db8:0:1::1"));
    assertThat(SubscriberAddress.of("192.0.2.1")).isNotEqualTo(SubscriberAddress.of("192.0.2.2"));
    assertThat(SubscriberAddress.of("")).isEmpty();
  }
}
