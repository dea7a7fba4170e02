package dev.gatehouse.wechatsimulator.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The delay of a response beyond the simulator's own work. */
@FunctionalInterface
interface Latency {
  /** The 99th percentile of the standard normal distribution. */
  double Z99 = 2.326347874;

  Duration next(RandomGenerator random);

  static Latency fixed(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("latency must not be negative, but is " + delay);
    }
    return _ -> delay;
  }

  /** Log-normal, like network latencies: 50 % are below the median, 1 % above p99. */
  static Latency logNormal(Duration median, Duration p99) {
    if (median.isNegative() || median.isZero() || p99.compareTo(median) < 0) {
      throw new IllegalArgumentException(
          "median must be positive and p99 not below it, but they are %s and %s"
              .formatted(median, p99));
    }
    double sigma = Math.log((double) p99.toNanos() / median.toNanos()) / Z99;
    return random ->
        Duration.ofNanos(Math.round(median.toNanos() * Math.exp(sigma * random.nextGaussian())));
  }
}
