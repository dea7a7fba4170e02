package dev.gatehouse.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.client.ClientAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** SEC-29. */
class RateLimiterTest {

  private final AtomicLong nanos = new AtomicLong();
  private final RateLimiter limiter = new RateLimiter(60, nanos::get);

  @Test
  void a_minutes_worth_passes_at_once_and_then_as_fast_as_it_refills() {
    assertThat(passing("203.0.113.9", 100)).isEqualTo(60);

    assertThat(limiter.refuse(address("203.0.113.9"))).contains(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(10));
    assertThat(passing("203.0.113.9", 100)).isEqualTo(10);
  }

  @Test
  void one_address_does_not_use_up_anothers() {
    assertThat(passing("203.0.113.9", 100)).isEqualTo(60);
    assertThat(passing("203.0.113.10", 100)).isEqualTo(60);
  }

  @Test
  void the_addresses_of_one_ipv6_network_count_as_one() {
    assertThat(passing("2001:db8:1:2::1", 40)).isEqualTo(40);
    assertThat(passing("2001:db8:1:2:ffff::9", 40)).isEqualTo(20);
    assertThat(passing("2001:db8:1:3::1", 40)).isEqualTo(40);
  }

  @Test
  void an_ipv4_address_in_disguise_is_the_same_one() {
    assertThat(passing("203.0.113.9", 40)).isEqualTo(40);
    assertThat(passing("::ffff:203.0.113.9", 40)).isEqualTo(20);
  }

  @Test
  void who_rests_for_a_minute_begins_anew_and_saves_nothing_up() {
    assertThat(passing("203.0.113.9", 100)).isEqualTo(60);

    pass(Duration.ofHours(1));

    assertThat(passing("203.0.113.9", 100)).isEqualTo(60);
  }

  @Test
  void zero_is_no_limit() {
    RateLimiter off = new RateLimiter(0, nanos::get);

    assertThat(off.refuse(address("203.0.113.9"))).isEmpty();
  }

  private int passing(String client, int requests) {
    int passed = 0;
    for (int i = 0; i < requests; i++) {
      passed += limiter.refuse(address(client)).isEmpty() ? 1 : 0;
    }
    return passed;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static ClientAddress address(String text) {
    return ClientAddress.ofPeer(text).orElseThrow();
  }
}
