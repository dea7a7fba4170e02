package dev.gatehouse.bootstrap.wiring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What users can change about their accounts.
 *
 * @param freshFor how long a proof counts for a change of login methods
 */
@ConfigurationProperties("gatehouse.account")
record AccountProperties(@DefaultValue("5m") Duration freshFor, @DefaultValue Closure closure) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /**
   * How an account is closed.
   *
   * @param grace how long the user can cancel; 0 closes at once
   */
  record Closure(@DefaultValue("7d") Duration grace) {

    private static final Duration LONGEST_GRACE = Duration.ofDays(15);
  }

  AccountProperties {
    List<String> problems = new ArrayList<>();
    if (freshFor.compareTo(SHORTEST) < 0 || freshFor.compareTo(LONGEST) > 0) {
      problems.add("gatehouse.account.fresh-for must be between 1m and 15m, for example 5m");
    }
    if (closure.grace().isNegative() || closure.grace().compareTo(Closure.LONGEST_GRACE) > 0) {
      problems.add("gatehouse.account.closure.grace must be between 0 and 15d, for example 7d");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }
}
