package dev.gatehouse.adapter.phone.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Series about messages, all there from the start. Regions are the configured ones. */
final class LimitMetrics {

  private final Map<String, Counter> sends = new HashMap<>();
  private final Map<String, Counter> verified = new HashMap<>();
  private final Map<String, Counter> regionExcess = new HashMap<>();
  private final Map<Reason, Counter> limited = new HashMap<>();
  private final Map<Reason, Counter> suspicious = new HashMap<>();
  private final AtomicInteger spent = new AtomicInteger();

  /** Why a message or a guess was refused or looks like abuse: the tag of the counters. */
  enum Reason {
    TOTAL("total"),
    ADDRESS("address"),
    ADDRESS_NUMBERS("address_numbers"),
    NUMBER("number"),
    REGION("region"),
    WRONG_CODES("wrong_codes"),
    WRONG_CODES_NUMBER("wrong_codes_number"),
    WRONG_CODES_TOTAL("wrong_codes_total"),
    REGION_OF_ADDRESS("region_of_address");

    private final String tag;

    Reason(String tag) {
      this.tag = tag;
    }
  }

  LimitMetrics(MeterRegistry registry, Collection<String> regions, int budget) {
    for (String region : regions) {
      sends.put(
          region,
          counter(registry, "gatehouse.phone.sends", "codes sent by region", "region", region));
      verified.put(
          region,
          counter(
              registry, "gatehouse.phone.verified", "codes redeemed by region", "region", region));
      regionExcess.put(
          region,
          counter(
              registry,
              "gatehouse.phone.region.excess",
              "codes sent beyond what the verified share of the region justifies",
              "region",
              region));
    }
    for (Reason reason :
        EnumSet.of(Reason.WRONG_CODES_NUMBER, Reason.WRONG_CODES_TOTAL, Reason.REGION_OF_ADDRESS)) {
      suspicious.put(
          reason,
          counter(
              registry,
              "gatehouse.phone.suspicious",
              "codes that are sent after a human check, or without one where none is installed",
              "reason",
              reason.tag));
    }
    for (Reason reason : Reason.values()) {
      limited.put(
          reason,
          counter(
              registry,
              "gatehouse.phone.limited",
              "codes and guesses refused by a limit",
              "limit",
              reason.tag));
    }
    Gauge.builder("gatehouse.phone.budget.spent", spent, AtomicInteger::get)
        .description("messages of the last 24 hours, as of the latest one of this replica")
        .register(registry);
    Gauge.builder("gatehouse.phone.budget.limit", () -> budget)
        .description("gatehouse.phone.budget.per-day")
        .register(registry);
  }

  void sent(String region, int spentToday) {
    Objects.requireNonNull(sends.get(region)).increment();
    spent.set(spentToday);
  }

  void verified(String region) {
    Objects.requireNonNull(verified.get(region)).increment();
  }

  void regionExcess(String region) {
    Objects.requireNonNull(regionExcess.get(region)).increment();
  }

  void suspicious(Reason reason) {
    Objects.requireNonNull(suspicious.get(reason)).increment();
  }

  void limited(Reason reason) {
    Objects.requireNonNull(limited.get(reason)).increment();
  }

  private static Counter counter(
      MeterRegistry registry, String name, String description, String tag, String value) {
    return Counter.builder(name).description(description).tag(tag, value).register(registry);
  }
}
