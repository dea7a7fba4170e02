package dev.gatehouse.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.client.ClientAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
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

  /** SEC-38. */
  @Test
  void a_holder_of_many_ipv6_networks_has_a_multiple_of_the_limit() {
    assertThat(passingFrom("2001:db8:1:%x::1", 256)).as("a /56").isEqualTo(4 * 60);
    assertThat(passingFrom("2001:db8:2:%x00::1", 256)).as("a /48").isEqualTo(16 * 60);
    assertThat(passing("2001:db8:3::1", 40)).as("another holder").isEqualTo(40);
  }

  /** SEC-38. */
  @Test
  void all_of_a_6to4_network_counts_as_its_ipv4_address() {
    assertThat(passingFrom("2002:cb00:7109:%x::1", 256)).isEqualTo(60);
    assertThat(passing("203.0.113.9", 1)).isZero();
  }

  @Test
  void clients_behind_a_nat64_gateway_count_by_their_ipv4_addresses() {
    assertThat(passing("64:ff9b::203.0.113.9", 61)).isEqualTo(60);
    assertThat(passing("203.0.113.9", 1)).isZero();
    assertThat(passing("64:ff9b::203.0.113.10", 1)).isOne();
  }

  private int passingFrom(String networks, int count) {
    return IntStream.range(0, count).map(network -> passing(networks.formatted(network), 30)).sum();
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
