package dev.gatehouse.adapter.phone.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.phone.Together;
import dev.gatehouse.adapter.phone.limit.Bucket.Names;
import dev.gatehouse.adapter.phone.limit.CountStore.Kept;
import dev.gatehouse.adapter.phone.limit.Counters.Meter;
import dev.gatehouse.adapter.phone.limit.Counters.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link CountStore} promises. */
abstract class CountStoreContract {

  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Bucket bucket = Names.of(new byte[32]).bucket("test", UUID.randomUUID().toString());

  /** The store, as two replicas see it. */
  abstract CountStore store();

  abstract CountStore anotherReplica();

  @Test
  void a_bucket_that_was_never_counted_is_not_found() {
    assertThat(store().find(List.of(bucket))).isEmpty();
  }

  @Test
  void a_tally_is_kept() {
    Tally tally = Tally.EMPTY.plus(List.of(HOUR), NOW);

    assertThat(store().replace(bucket, Kept.NONE, tally, NOW.plus(HOUR))).isTrue();

    assertThat(kept(anotherReplica()).tally().count(HOUR, NOW)).isEqualTo(1);
  }

  @Test
  void a_tally_that_changed_since_it_was_read_is_not_replaced() {
    Tally one = Tally.EMPTY.plus(List.of(HOUR), NOW);
    store().replace(bucket, Kept.NONE, one, NOW.plus(HOUR));
    Kept read = kept(store());
    Tally two = one.plus(List.of(HOUR), NOW);

    assertThat(anotherReplica().replace(bucket, read, two, NOW.plus(HOUR))).isTrue();
    assertThat(store().replace(bucket, read, two, NOW.plus(HOUR))).isFalse();
    assertThat(store().replace(bucket, Kept.NONE, two, NOW.plus(HOUR))).isFalse();
    assertThat(kept(store()).tally().count(HOUR, NOW)).isEqualTo(2);
  }

  @Test
  void expired_tallies_are_removed_and_no_others() {
    store().replace(bucket, Kept.NONE, Tally.EMPTY.plus(List.of(HOUR), NOW), NOW.plus(HOUR));

    while (store().removeExpired(NOW.plus(HOUR), 10) > 0) {}
    assertThat(store().find(List.of(bucket))).hasSize(1);

    while (store().removeExpired(NOW.plus(HOUR).plusMillis(1), 10) > 0) {}
    assertThat(store().find(List.of(bucket))).isEmpty();
  }

  /** Reference, section 5: a double click on two replicas sends once. */
  @Test
  void of_calls_that_come_at_once_as_many_are_counted_as_the_limit_allows() {
    Meter meter = Meter.limited(bucket, List.of(new Limit(3, HOUR)));

    List<Optional<Refusal>> results =
        Together.run(
            20,
            i -> {
              Counters counters = new Counters(i % 2 == 0 ? store() : anotherReplica());
              return () -> counters.take(List.of(meter), NOW);
            });

    assertThat(results.stream().filter(Optional::isEmpty)).hasSize(3);
    assertThat(kept(store()).tally().count(HOUR, NOW)).isEqualTo(3);
  }

  /** Reference, section 7.4: an unknown id is ignored, and receipts come twice. */
  @Test
  void the_receipt_of_a_message_counts_once_on_any_replica() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Names names = Names.of(new byte[32]);
    SentMessages one = new SentMessages(store(), names, clock);
    SentMessages another = new SentMessages(anotherReplica(), names, clock);
    String id = UUID.randomUUID().toString();
    one.sent("aliyun", id);

    assertThat(another.received("tencent", id)).isFalse();
    assertThat(another.received("aliyun", "of another service")).isFalse();
    assertThat(
            Together.run(8, i -> () -> (i % 2 == 0 ? one : another).received("aliyun", id)).stream()
                .filter(Boolean::booleanValue))
        .hasSize(1);
  }

  private Kept kept(CountStore from) {
    return from.find(List.of(bucket)).getOrDefault(bucket, Kept.NONE);
  }
}
