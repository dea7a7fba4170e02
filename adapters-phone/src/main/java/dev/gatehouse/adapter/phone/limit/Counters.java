package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.adapter.phone.limit.CountStore.Kept;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /**
   * The tallies of some buckets as one request knows them. Changes start from it and bring it up to
   * date. Not thread-safe.
   */
  static final class Reading {

    private final Map<Bucket, Kept> known;

    private Reading(Map<Bucket, Kept> known) {
      this.known = new HashMap<>(known);
    }

    /** The tally of a bucket; an empty one if nothing is known of it. */
    Tally tally(Bucket bucket) {
      return kept(bucket).tally();
    }

    private Kept kept(Bucket bucket) {
      return known.getOrDefault(bucket, Kept.NONE);
    }
  }

  /** Reads the tallies of some buckets. */
  Reading read(Collection<Bucket> buckets) {
    return new Reading(store.find(buckets));
  }

  /** Does the same as {@link #take(Reading, List, Instant)}, and reads before. */
  Optional<Refusal> take(List<Meter> meters, Instant now) {
    return take(read(meters.stream().map(Meter::bucket).toList()), meters, now);
  }

  /**
   * Counts one event in all of the meters, or in none.
   *
   * @return the meter that refused, with the time to wait; empty if the event was counted
   */
  Optional<Refusal> take(Reading reading, List<Meter> meters, Instant now) {
    List<Meter> taken = new ArrayList<>();
    for (Meter meter : meters) {
      Optional<Duration> wait = take(reading, meter, now);
      if (wait.isPresent()) {
        taken.forEach(each -> giveBack(reading, each, now));
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

  private Optional<Duration> take(Reading reading, Meter meter, Instant now) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Tally tally = reading.tally(meter.bucket());
      Optional<Duration> wait = tally.wait(meter.limits(), now);
      if (wait.isPresent()) {
        return wait;
      }
      if (replace(reading, meter, tally.plus(meter.windows(), now), now)) {
        return Optional.empty();
      }
    }
    throw contended();
  }

  /**
   * Takes back an event that was counted a moment ago and did not happen, and counts the one that
   * did.
   *
   * @param happened meters without limits
   */
  void exchange(Reading reading, Meter inVain, List<Meter> happened, Instant now) {
    giveBack(reading, inVain, now);
    happened.forEach(meter -> take(reading, meter, now));
  }

  private void giveBack(Reading reading, Meter meter, Instant now) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Kept kept = reading.kept(meter.bucket());
      if (kept.version() == 0 || replace(reading, meter, kept.tally().minusLatest(), now)) {
        return;
      }
    }
    throw contended();
  }

  /** Brings the reading up to date, whether the tally was replaced or another call did so. */
  private boolean replace(Reading reading, Meter meter, Tally next, Instant now) {
    Bucket bucket = meter.bucket();
    Duration longest = meter.windows().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    Optional<Kept> replaced = store.replace(bucket, reading.kept(bucket), next, now.plus(longest));
    reading.known.put(
        bucket,
        replaced.orElseGet(() -> store.find(List.of(bucket)).getOrDefault(bucket, Kept.NONE)));
    return replaced.isPresent();
  }

  private static StorageUnavailableException contended() {
    return new StorageUnavailableException("a count of messages changes too fast");
  }
}
