package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.adapter.phone.limit.Bucket.Names;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;

/** The limits over counts in memory, for tests of other packages. */
public final class FakeLimits {

  private final InMemoryCountStore store = new InMemoryCountStore();

  /** Lets the store fail, or work again. */
  public void fail(boolean now) {
    store.fail(now);
  }

  /** Limits that share their counts with all others of this object, as replicas do. */
  public SendLimits limits(
      int perDay, RegionBudget regionBudget, Clock clock, MeterRegistry metrics) {
    return new SendLimits(
        store,
        Names.of(new byte[] {1}),
        defaults(),
        perDay,
        regionBudget,
        clock,
        new LimitMetrics(metrics, List.of("CN", "GB"), perDay),
        () -> {});
  }

  static LimitSettings defaults() {
    return new LimitSettings(
        List.of(Limit.valueOf("1/60s"), Limit.valueOf("5/1h"), Limit.valueOf("10/24h")),
        List.of(Limit.valueOf("10/10m"), Limit.valueOf("60/24h")),
        List.of(Limit.valueOf("5/1h")),
        List.of(Limit.valueOf("30/1h")),
        List.of(Limit.valueOf("60/1m")));
  }
}
