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
 * Counts requests by client address, each replica for itself. An address may send a minute's worth
 * at once and then as fast as its bucket fills again. Thread-safe.
 */
final class RateLimiter {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Bounds the memory, some 20 MB; who is forgotten begins with a full bucket. */
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
    if (perMinute == 0) {
      return Optional.empty();
    }
    long allowed = perMinute;
    for (String network : client.networks()) {
      long capacity = allowed;
      ConsumptionProbe probe =
          buckets.get(network, _ -> bucket(capacity)).tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
      }
      allowed *= WIDER_NETWORK;
    }
    return Optional.empty();
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
