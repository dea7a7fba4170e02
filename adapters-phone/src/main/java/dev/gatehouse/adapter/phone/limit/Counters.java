package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.adapter.phone.limit.CountStore.Kept;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts events exactly, however many replicas count at once: a tally that changed in between is
 * read again. Thread-safe.
 */
final class Counters {

  /** One of the calls that write one tally succeeds each time, so this many are an outage. */
  private static final int MOST_ATTEMPTS = 1000;

  private final CountStore store;

  Counters(CountStore store) {
    this.store = store;
  }

  /**
   * Something to count.
   *
   * @param limits against which an event is refused; may be empty
   * @param alsoCounted windows that are counted without a limit
   */
  record Meter(Bucket bucket, List<Limit> limits, Set<Duration> alsoCounted) {

    Meter {
      limits = List.copyOf(limits);
      alsoCounted = Set.copyOf(alsoCounted);
    }

    static Meter limited(Bucket bucket, List<Limit> limits) {
      return new Meter(bucket, limits, Set.of());
    }

    static Meter counted(Bucket bucket, Duration... windows) {
      return new Meter(bucket, List.of(), Set.of(windows));
    }

    /** The same, counted and not limited. */
    Meter unlimited() {
      return new Meter(bucket, List.of(), windows());
    }

    Set<Duration> windows() {
      Set<Duration> windows = new HashSet<>(alsoCounted);
      limits.forEach(limit -> windows.add(limit.within()));
      return windows;
    }
  }

  /** The tallies of some buckets as they are now. */
  Map<Bucket, Tally> read(Collection<Bucket> buckets) {
    return store.find(buckets).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().tally()));
  }

  /**
   * Counts one event in all of the meters, or in none.
   *
   * @return the meter that refused, with the time to wait; empty if the event was counted
   */
  Optional<Refusal> take(List<Meter> meters, Instant now) {
    Map<Bucket, Kept> read = store.find(meters.stream().map(Meter::bucket).toList());
    List<Meter> taken = new ArrayList<>();
    for (Meter meter : meters) {
      Optional<Duration> wait = take(meter, read.getOrDefault(meter.bucket(), Kept.NONE), now);
      if (wait.isPresent()) {
        taken.forEach(each -> giveBack(each, find(each), now));
        return Optional.of(new Refusal(meter.bucket(), wait.get()));
      }
      taken.add(meter);
    }
    return Optional.empty();
  }

  /**
   * A refused event.
   *
   * @param retryAfter until the limit allows another
   */
  record Refusal(Bucket bucket, Duration retryAfter) {}

  private Optional<Duration> take(Meter meter, Kept first, Instant now) {
    Kept kept = first;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Duration> wait = kept.tally().wait(meter.limits(), now);
      if (wait.isPresent()) {
        return wait;
      }
      if (replace(meter, kept, kept.tally().plus(meter.windows(), now), now)) {
        return Optional.empty();
      }
      kept = find(meter);
    }
    throw contended();
  }

  /**
   * Takes back an event that was counted a moment ago and did not happen, and counts the one that
   * did.
   *
   * @param happened meters without limits
   */
  void exchange(Meter inVain, List<Meter> happened, Instant now) {
    Map<Bucket, Kept> read =
        store.find(Stream.concat(Stream.of(inVain), happened.stream()).map(Meter::bucket).toList());
    giveBack(inVain, read.getOrDefault(inVain.bucket(), Kept.NONE), now);
    happened.forEach(meter -> take(meter, read.getOrDefault(meter.bucket(), Kept.NONE), now));
  }

  private void giveBack(Meter meter, Kept first, Instant now) {
    Kept kept = first;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (kept.version() == 0 || replace(meter, kept, kept.tally().minusLatest(), now)) {
        return;
      }
      kept = find(meter);
    }
    throw contended();
  }

  private Kept find(Meter meter) {
    return store.find(List.of(meter.bucket())).getOrDefault(meter.bucket(), Kept.NONE);
  }

  private boolean replace(Meter meter, Kept kept, Tally next, Instant now) {
    Duration longest = meter.windows().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    return store.replace(meter.bucket(), kept, next, now.plus(longest));
  }

  private static StorageUnavailableException contended() {
    return new StorageUnavailableException("a count of messages changes too fast");
  }
}
