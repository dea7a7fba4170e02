package dev.gatehouse.adapter.phone.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.phone.Together;
import dev.gatehouse.adapter.phone.limit.Bucket.Names;
import dev.gatehouse.adapter.phone.limit.CountStore.Kept;
import dev.gatehouse.adapter.phone.limit.Counters.Meter;
import dev.gatehouse.adapter.phone.limit.Counters.Reading;
import dev.gatehouse.adapter.phone.limit.Counters.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link CountStore} promises. */
abstract class CountStoreContract {

  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Bucket bucket = another();

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

    Optional<Kept> replaced = store().replace(bucket, Kept.NONE, tally, NOW.plus(HOUR));

    assertThat(replaced).map(Kept::version).contains(kept(anotherReplica()).version());
    assertThat(kept(anotherReplica()).tally().count(HOUR, NOW)).isEqualTo(1);
  }

  @Test
  void a_tally_that_changed_since_it_was_read_is_not_replaced() {
    Tally one = Tally.EMPTY.plus(List.of(HOUR), NOW);
    replace(store(), Kept.NONE, one);
    Kept read = kept(store());
    Tally two = one.plus(List.of(HOUR), NOW);

    assertThat(replace(anotherReplica(), read, two)).isTrue();
    assertThat(replace(store(), read, two)).isFalse();
    assertThat(replace(store(), Kept.NONE, two)).isFalse();
    assertThat(kept(store()).tally().count(HOUR, NOW)).isEqualTo(2);
  }

  @Test
  void expired_tallies_are_removed_and_no_others() {
    replace(store(), Kept.NONE, Tally.EMPTY.plus(List.of(HOUR), NOW));

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

  /** Calls that meet in one tally and not in another neither lose an event nor count one twice. */
  @Test
  void an_event_counts_in_all_of_its_meters_or_in_none() {
    Meter common = Meter.counted(bucket, HOUR);
    Meter limited = Meter.limited(another(), List.of(new Limit(5, HOUR)));
    List<Bucket> own = IntStream.range(0, 20).mapToObj(i -> another()).toList();

    List<Optional<Refusal>> results =
        Together.run(
            20,
            i -> {
              Counters counters = new Counters(i % 2 == 0 ? store() : anotherReplica());
              List<Meter> meters = List.of(common, Meter.counted(own.get(i), HOUR), limited);
              return () -> counters.take(i % 3 == 0 ? meters : meters.reversed(), NOW);
            });

    assertThat(results.stream().filter(Optional::isEmpty)).hasSize(5);
    assertThat(kept(store()).tally().count(HOUR, NOW)).isEqualTo(5);
    Map<Bucket, Kept> found = store().find(own);
    for (int i = 0; i < 20; i++) {
      assertThat(kept(found, own.get(i)).tally().count(HOUR, NOW))
          .isEqualTo(results.get(i).isEmpty() ? 1 : 0);
    }
  }

  @Test
  void an_exchange_takes_one_event_back_and_counts_the_others() {
    Meter limited = Meter.limited(bucket, List.of(new Limit(1, HOUR)));
    Bucket happened = another();
    List<Meter> meters = List.of(Meter.counted(happened, HOUR));

    List<Optional<Refusal>> results =
        IntStream.range(0, 20)
            .mapToObj(i -> {
              Counters counters = new Counters(i % 2 == 0 ? store() : anotherReplica());
              Reading reading = counters.read(List.of(bucket, happened));
              new Counters(store()).take(meters, NOW);
              Optional<Refusal> taken = counters.take(reading, List.of(limited), NOW);
              counters.exchange(reading, limited, meters, NOW);
              return taken;
            })
            .toList();

    assertThat(results).allMatch(Optional::isEmpty);
    assertThat(kept(store().find(List.of(happened)), happened).tally().count(HOUR, NOW))
        .isEqualTo(40);
    assertThat(kept(store()).tally().count(HOUR, NOW)).isZero();
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

  private static Bucket another() {
    return Names.of(new byte[32]).bucket("test", UUID.randomUUID().toString());
  }

  private boolean replace(CountStore store, Kept read, Tally next) {
    return store.replace(bucket, read, next, NOW.plus(HOUR)).isPresent();
  }

  private static Kept kept(Map<Bucket, Kept> found, Bucket bucket) {
    return found.getOrDefault(bucket, Kept.NONE);
  }

  private Kept kept(CountStore from) {
    return kept(from.find(List.of(bucket)), bucket);
  }
}
