package dev.gatehouse.adapter.rest.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.adapter.rest.client.ClientAddress;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts requests by client address or by another key, each replica for itself. An address may send
 * a minute's worth at once and then as fast as its bucket fills again. Thread-safe.
 */
public final class RateLimiter {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Bounds the memory to about 20 MB. An address that was removed begins with a full bucket. */
  private static final int MAX_ADDRESSES = 100_000;

  /** How many times the requests of a network those of the next wider one may be. */
  private static final int WIDER_NETWORK = 4;

  private final int perMinute;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  /**
   * @param perMinute requests of one address, 0 for no limit
   * @param nanos a clock that only runs forward, in nanoseconds
   */
  RateLimiter(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.time = meter(nanos);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            // By then a bucket is full again, as a new one would be.
            .expireAfterAccess(MINUTE)
            .ticker(nanos::getAsLong)
            .build();
  }

  /**
   * Counts a request.
   *
   * @return empty if it may pass; otherwise the time, over zero, until the next may
   */
  Optional<Duration> refuse(ClientAddress client) {
    long allowed = perMinute;
    for (String network : client.networks()) {
      Optional<Duration> wait = refuse(network, allowed);
      if (wait.isPresent()) {
        return wait;
      }
      allowed *= WIDER_NETWORK;
    }
    return Optional.empty();
  }

  /**
   * Counts a request by a key that is no address.
   *
   * @return empty if it may pass; otherwise the time, over zero, until the next may
   */
  public Optional<Duration> refuse(String key) {
    return refuse(key, perMinute);
  }

  private Optional<Duration> refuse(String key, long allowed) {
    if (allowed == 0) {
      return Optional.empty();
    }
    ConsumptionProbe probe = buckets.get(key, _ -> bucket(allowed)).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket(long capacity) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, MINUTE))
        .withCustomTimePrecision(time)
        .build();
  }

  private static TimeMeter meter(LongSupplier nanos) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanos.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
