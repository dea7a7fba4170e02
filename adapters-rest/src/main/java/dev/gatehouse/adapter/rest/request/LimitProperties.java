package dev.gatehouse.adapter.rest.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of one client and of one request.
 *
 * @param requestsPerMinute requests of one client address in a minute, on each replica; 0 is no
 *     limit. Many people may share one address, so the default is generous
 * @param bodyTime how long a client may take to send the body of a request
 * @param headerTime how long a client may take to send the header of a request
 * @param headerCount how many lines the header may have
 */
@ConfigurationProperties("gatehouse.limits")
public record LimitProperties(
    @DefaultValue("1200") int requestsPerMinute,
    @DefaultValue("10s") Duration bodyTime,
    @DefaultValue("10s") Duration headerTime,
    @DefaultValue("64") int headerCount) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int FEWEST = 16;
  private static final int MOST = 1000;

  public LimitProperties {
    List<String> problems = new ArrayList<>();
    if (requestsPerMinute < 0) {
      problems.add(
          "gatehouse.limits.requests-per-minute must not be negative: 0 switches the limit off");
    }
    checkTime("body-time", bodyTime, problems);
    checkTime("header-time", headerTime, problems);
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

  private static void checkTime(String name, Duration time, List<String> problems) {
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      problems.add("gatehouse.limits." + name + " must be between 100ms and 1m, for example 10s");
    }
  }
}
