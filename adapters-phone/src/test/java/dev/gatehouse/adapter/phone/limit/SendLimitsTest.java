package dev.gatehouse.adapter.phone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.adapter.phone.TestClock;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.HumanCheckRequired;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import dev.gatehouse.domain.user.StorageUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each row of the table in section 4.3 of the reference, with a clock that the test moves. */
class SendLimitsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestClock clock = new TestClock();
  private final FakeLimits shared = new FakeLimits();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private SendLimits limits = limits(2000, RegionBudget.RECORD);

  private SendLimits limits(int perDay, RegionBudget regionBudget) {
    return shared.limits(perDay, regionBudget, clock, metrics);
  }

  /** A human check that is installed and was not passed. */
  private static final Suspicion CHECKED =
      refusal -> {
        throw new HumanCheckRequired("turnstile", "site-key");
      };

  private static PhoneNumber number(int i) {
    return new PhoneNumber("+86138%08d".formatted(i), "CN");
  }

  private static String address(int i) {
    return "192.0.%d.%d".formatted(i / 256, i % 256);
  }

  @Test
  void a_number_receives_one_message_a_minute() throws LoginException {
    assertThat(limits.admit(number(1), address(1), Suspicion.REFUSED)).isEqualTo(MINUTE);

    clock.advance(Duration.ofSeconds(59));
    assertRetryAfter(number(1), address(2), Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    limits.admit(number(1), address(2), Suspicion.REFUSED);
  }

  @Test
  void a_number_receives_five_messages_an_hour_and_ten_a_day() throws LoginException {
    for (int i = 0; i < 5; i++) {
      limits.admit(number(1), address(i), Suspicion.REFUSED);
      clock.advance(MINUTE);
    }
    assertRefused(number(1), address(9));
    clock.advance(HOUR);
    for (int i = 0; i < 5; i++) {
      limits.admit(number(1), address(10 + i), Suspicion.REFUSED);
      clock.advance(MINUTE);
    }
    clock.advance(HOUR.multipliedBy(2));
    assertRefused(number(1), address(20));
    clock.advance(HOUR.multipliedBy(24));
    limits.admit(number(1), address(21), Suspicion.REFUSED);
  }

  /** SEC-70. */
  @Test
  void a_settled_suspicion_goes_beyond_the_limits_of_an_address_and_no_other()
      throws LoginException {
    for (int i = 0; i < 5; i++) {
      limits.admit(number(i), address(1), Suspicion.REFUSED);
    }
    assertRefused(number(5), address(1));

    limits.admit(number(5), address(1), _ -> {});

    assertThatThrownBy(() -> limits.admit(number(5), address(1), _ -> {}))
        .as("the limit of the number")
        .isInstanceOf(TooManyAttempts.class);
  }

  /** SEC-70. */
  @Test
  void a_settled_suspicion_goes_beyond_the_budget_of_a_region() throws LoginException {
    limits = limits(2000, RegionBudget.DENY);
    for (int i = 0; i < 3; i++) {
      limits.admit(number(i), address(i), Suspicion.REFUSED);
    }
    assertRefused(number(3), address(3));

    limits.admit(number(3), address(3), _ -> {});
  }

  /** SEC-70. */
  @Test
  void twenty_wrong_codes_of_a_number_in_a_day_demand_a_human_check_for_its_next_code()
      throws LoginException {
    for (int i = 0; i < 19; i++) {
      limits.guess(number(1), address(i)).wrong();
    }
    limits.admit(number(1), address(1), CHECKED);
    limits.guess(number(1), address(1)).wrong();
    clock.advance(MINUTE);

    assertDemanded(number(1), address(1));
    limits.admit(number(2), address(2), CHECKED);
    assertThat(suspicious("wrong_codes_number")).isEqualTo(1);
    limits.admit(number(1), address(1), Suspicion.REFUSED);
    clock.advance(HOUR.multipliedBy(24));
    limits.admit(number(1), address(1), CHECKED);
  }

  /** SEC-70. */
  @Test
  void two_hundred_wrong_codes_in_an_hour_demand_a_human_check_for_each_code()
      throws LoginException {
    for (int i = 0; i < 199; i++) {
      limits.guess(number(i), address(i)).wrong();
    }
    limits.admit(number(998), address(998), CHECKED);
    limits.guess(number(199), address(199)).wrong();

    assertDemanded(number(999), address(999));
    limits.admit(number(999), address(999), Suspicion.REFUSED);
    clock.advance(HOUR);
    limits.admit(number(1000), address(1000), CHECKED);
  }

  /** SEC-70. */
  @Test
  void more_wrong_codes_are_usual_where_more_than_four_thousand_codes_a_day_are_sent()
      throws LoginException {
    limits = limits(20_000, RegionBudget.RECORD);
    for (int i = 0; i < 4_100; i++) {
      limits.admit(number(i), address(i), Suspicion.REFUSED);
      clock.advance(Duration.ofSeconds(5));
    }
    for (int i = 0; i < 204; i++) {
      limits.guess(number(i), address(i)).wrong();
    }
    limits.admit(number(9_000), address(9_000), CHECKED);
    limits.guess(number(204), address(204)).wrong();
    limits.guess(number(205), address(205)).wrong();

    assertDemanded(number(9_001), address(9_001));
  }

  /** SEC-70. */
  @Test
  void three_codes_a_day_for_regions_in_which_an_address_redeemed_none_demand_a_human_check()
      throws LoginException {
    for (int i = 0; i < 3; i++) {
      limits.admit(number(i), address(1), CHECKED);
    }

    assertDemanded(number(3), address(1));
    assertThat(suspicious("region_of_address")).isEqualTo(1);
    limits.admit(number(3), address(2), CHECKED);
    limits.guess(number(0), address(1)).right();
    limits.admit(number(4), address(1), CHECKED);
    assertDemanded(new PhoneNumber("+447400123456", "GB"), address(1));
  }

  /** Else a stranger could lock the owner of a number out by asking all the time. */
  @Test
  void a_refused_message_counts_towards_no_limit() throws LoginException {
    limits.admit(number(1), address(1), Suspicion.REFUSED);
    for (int i = 0; i < 100; i++) {
      assertRefused(number(1), address(1));
    }

    clock.advance(MINUTE);
    limits.admit(number(1), address(1), Suspicion.REFUSED);
    for (int i = 2; i < 6; i++) {
      limits.admit(number(i), address(1), Suspicion.REFUSED);
    }
  }

  @Test
  void an_address_sends_ten_messages_in_ten_minutes() throws LoginException {
    for (int i = 0; i < 10; i++) {
      limits.admit(number(i % 5), address(1), Suspicion.REFUSED);
      clock.advance(Duration.ofSeconds(i % 5 == 4 ? 60 : 0));
    }
    clock.advance(MINUTE);

    assertRefused(number(1), address(1));
    assertThat(refused("address")).isEqualTo(1);
    limits.admit(number(1), address(2), Suspicion.REFUSED);
    clock.advance(Duration.ofMinutes(10));
    limits.admit(number(2), address(1), Suspicion.REFUSED);
  }

  @Test
  void an_address_sends_to_five_numbers_an_hour() throws LoginException {
    for (int i = 0; i < 5; i++) {
      limits.admit(number(i), address(1), Suspicion.REFUSED);
    }

    assertRefused(number(5), address(1));
    assertThat(refused("address_numbers")).isEqualTo(1);
    clock.advance(MINUTE);
    limits.admit(number(0), address(1), Suspicion.REFUSED);
    limits.admit(number(5), address(2), Suspicion.REFUSED);
    clock.advance(HOUR);
    limits.admit(number(5), address(1), Suspicion.REFUSED);
  }

  @Test
  void the_total_of_a_minute_is_an_outage_for_all_and_keeps_a_reserve_for_verified_numbers()
      throws LoginException {
    verify(number(999));
    clock.advance(HOUR);
    for (int i = 0; i < 48; i++) {
      limits.admit(number(i), address(i), Suspicion.REFUSED);
    }

    assertThat(catchThrowable(() -> limits.admit(number(100), address(100), Suspicion.REFUSED)))
        .isInstanceOfSatisfying(
            ProviderUnavailable.class, e -> assertThat(e.retryAfter()).isEqualTo(MINUTE));
    limits.admit(number(999), address(101), Suspicion.REFUSED);
    clock.advance(MINUTE);
    limits.admit(number(100), address(100), Suspicion.REFUSED);
  }

  @Test
  void the_budget_of_a_day_is_never_exceeded_and_a_verified_number_still_gets_a_code()
      throws LoginException {
    limits = limits(100, RegionBudget.RECORD);
    verify(number(9_999_999));
    int sent = 1;
    for (int i = 0; i < 200; i++) {
      clock.advance(Duration.ofSeconds(2));
      if (isAdmitted(number(i), address(i))) {
        sent++;
      }
    }

    assertThat(sent).isEqualTo(80);
    assertThat(refused("total")).isEqualTo(121);
    limits.admit(number(9_999_999), address(9999), Suspicion.REFUSED);
  }

  @Test
  void a_region_without_verified_codes_is_recorded_and_sent_to_unless_denied()
      throws LoginException {
    for (int i = 0; i < 4; i++) {
      limits.admit(number(i), address(i), Suspicion.REFUSED);
    }
    assertThat(metrics.get("gatehouse.phone.region.excess").tag("region", "CN").counter().count())
        .isEqualTo(1);

    limits = limits(2000, RegionBudget.DENY);
    assertRefused(number(4), address(4));
    assertThat(refused("region")).isEqualTo(1);
    limits.admit(new PhoneNumber("+447400123456", "GB"), address(5), Suspicion.REFUSED);
  }

  @Test
  void codes_that_are_verified_widen_the_budget_of_their_region() throws LoginException {
    limits = limits(2000, RegionBudget.DENY);
    for (int i = 0; i < 30; i++) {
      verify(number(i));
      clock.advance(MINUTE);
    }

    for (int i = 100; i < 103; i++) {
      limits.admit(number(i), address(i), Suspicion.REFUSED);
    }
    assertThat(metrics.get("gatehouse.phone.verified").tag("region", "CN").counter().count())
        .isEqualTo(30);
  }

  @Test
  void an_address_may_be_wrong_thirty_times_an_hour() throws LoginException {
    for (int i = 0; i < 30; i++) {
      limits.guess(number(1), address(1));
    }

    assertThatThrownBy(() -> limits.guess(number(1), address(1)))
        .isInstanceOf(TooManyAttempts.class);
    limits.guess(number(1), address(2));
    clock.advance(HOUR);
    limits.guess(number(1), address(1));
  }

  @Test
  void a_right_code_does_not_count_as_wrong() throws LoginException {
    for (int i = 0; i < 100; i++) {
      limits.guess(number(1), address(1)).right();
    }

    limits.guess(number(1), address(1));
  }

  /** Counting fails closed: what is not counted is not sent. */
  @Test
  void nothing_is_admitted_that_cannot_be_counted() {
    shared.fail(true);

    assertThatThrownBy(() -> limits.admit(number(1), address(1), Suspicion.REFUSED))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> limits.guess(number(1), address(1)))
        .isInstanceOf(StorageUnavailableException.class);
  }

  private void verify(PhoneNumber number) throws LoginException {
    limits.admit(
        number, "198.51.100." + Math.floorMod(number.e164().hashCode(), 250), Suspicion.REFUSED);
    limits.guess(number, address(1)).right();
  }

  private boolean isAdmitted(PhoneNumber number, String address) {
    try {
      limits.admit(number, address, Suspicion.REFUSED);
      return true;
    } catch (LoginException refused) {
      return false;
    }
  }

  private void assertDemanded(PhoneNumber number, String address) {
    assertThatThrownBy(() -> limits.admit(number, address, CHECKED))
        .isInstanceOf(HumanCheckRequired.class);
  }

  private double suspicious(String reason) {
    return metrics.get("gatehouse.phone.suspicious").tag("reason", reason).counter().count();
  }

  private void assertRefused(PhoneNumber number, String address) {
    assertThatThrownBy(() -> limits.admit(number, address, Suspicion.REFUSED))
        .isInstanceOf(TooManyAttempts.class);
  }

  private void assertRetryAfter(PhoneNumber number, String address, Duration time) {
    assertThatThrownBy(() -> limits.admit(number, address, Suspicion.REFUSED))
        .isInstanceOfSatisfying(
            TooManyAttempts.class, e -> assertThat(e.retryAfter()).isEqualTo(time));
  }

  private double refused(String limit) {
    return metrics.get("gatehouse.phone.limited").tag("limit", limit).counter().count();
  }
}
