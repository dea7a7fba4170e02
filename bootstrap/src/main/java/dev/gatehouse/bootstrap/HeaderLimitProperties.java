package dev.gatehouse.bootstrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the header of a request may be.
 *
 * @param headerTime how long a client may take to send it
 * @param headerCount how many lines it may have
 */
@ConfigurationProperties("gatehouse.limits")
record HeaderLimitProperties(
    @DefaultValue("10s") Duration headerTime, @DefaultValue("64") int headerCount) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int FEWEST = 16;
  private static final int MOST = 1000;

  HeaderLimitProperties {
    List<String> problems = new ArrayList<>();
    if (headerTime.compareTo(SHORTEST) < 0 || headerTime.compareTo(LONGEST) > 0) {
      problems.add("gatehouse.limits.header-time must be between 100ms and 1m, for example 10s");
    }
    if (headerCount < FEWEST || headerCount > MOST) {
      problems.add(
          "gatehouse.limits.header-count must be between "
              + FEWEST
              + " and "
              + MOST
              + ": a browser behind proxies sends some 30");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }
}
