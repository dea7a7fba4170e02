package dev.gatehouse.adapter.phone;

import dev.gatehouse.adapter.phone.gateway.AliyunSettings;
import dev.gatehouse.adapter.phone.gateway.HttpSettings;
import dev.gatehouse.adapter.phone.gateway.TencentSettings;
import dev.gatehouse.adapter.phone.human.HumanCheckSettings;
import dev.gatehouse.adapter.phone.limit.LimitSettings;
import dev.gatehouse.adapter.phone.limit.RegionBudget;
import dev.gatehouse.adapter.phone.receipt.ReceiptSettings;
import dev.gatehouse.application.operation.SettingsAdvice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of login by phone, checked as a whole: each problem is one line that names the
 * setting and the fix, never the value.
 *
 * @param gateway the gateways in order: {@code aliyun}, {@code tencent}, {@code http}
 * @param dormantAfter how long a number may go unused before it may have another owner
 */
@ConfigurationProperties("gatehouse.phone")
record PhoneProperties(
    @DefaultValue List<String> gateway,
    @DefaultValue("90d") Duration dormantAfter,
    @DefaultValue Budget budget,
    @NestedConfigurationProperty @DefaultValue LimitSettings limits,
    @NestedConfigurationProperty @DefaultValue HumanCheckSettings humanCheck,
    @NestedConfigurationProperty @DefaultValue ReceiptSettings receipts,
    @NestedConfigurationProperty @DefaultValue AliyunSettings aliyun,
    @NestedConfigurationProperty @DefaultValue TencentSettings tencent,
    @NestedConfigurationProperty @DefaultValue HttpSettings http)
    implements SettingsAdvice {

  private static final String PREFIX = "gatehouse.phone.";
  private static final Duration SHORTEST_DORMANCY = Duration.ofDays(1);
  private static final int MOST_PER_DAY = 10_000_000;

  /**
   * The bounds of the bill.
   *
   * @param perDay messages within any 24 hours
   * @param perRegion what happens when a region receives more than its verified codes justify
   */
  record Budget(@Nullable Integer perDay, @DefaultValue("record") RegionBudget perRegion) {}

  PhoneProperties {
    gateway = List.copyOf(gateway);
    List<String> problems = new ArrayList<>();
    if (gateway.isEmpty() || new HashSet<>(gateway).size() != gateway.size()) {
      problems.add(PREFIX + "gateway must name one gateway or several different ones");
    }
    for (String name : gateway) {
      switch (name) {
        case "aliyun" -> problems.addAll(aliyun.problems());
        case "tencent" -> problems.addAll(tencent.problems());
        case "http" -> problems.addAll(http.problems());
        default -> problems.add(PREFIX + "gateway must be of aliyun, tencent and http");
      }
    }
    if (dormantAfter.compareTo(SHORTEST_DORMANCY) < 0) {
      problems.add(PREFIX + "dormant-after must be at least 1d, for example 90d");
    }
    problems.addAll(humanCheck.problems());
    problems.addAll(receipts.problems());
    if (budget.perDay() == null) {
      problems.add(
          PREFIX + "budget.per-day is missing: set it to the messages that you pay for in a day");
    } else if (budget.perDay() < 1 || budget.perDay() > MOST_PER_DAY) {
      problems.add(PREFIX + "budget.per-day must be between 1 and " + MOST_PER_DAY);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /** Vendors keep limits of their own. */
  @Override
  public List<String> advice() {
    return gateway.contains("tencent")
        ? List.of(
            "Tencent sends 2 messages a day to one number unless its console allows more: raise that"
                + " limit to the one of gatehouse.phone.limits.number.")
        : List.of();
  }

  /** The budget of messages of 24 hours. */
  int perDay() {
    return budget.perDay() == null ? 0 : budget.perDay();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "PhoneProperties[]";
  }
}
