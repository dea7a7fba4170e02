package dev.gatehouse.adapter.rest.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one client may ask of the API.
 *
 * @param requestsPerMinute requests of one client address; many people may share one, so the
 *     default is generous; 0 is no limit
 * @param bodyTime how long a client may take to send the body of a request
 */
@ConfigurationProperties("gatehouse.limits")
record LimitProperties(
    @DefaultValue("1200") int requestsPerMinute, @DefaultValue("10s") Duration bodyTime) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  LimitProperties {
    List<String> problems = new ArrayList<>();
    if (requestsPerMinute < 0) {
      problems.add(
          "gatehouse.limits.requests-per-minute must not be negative: 0 switches the limit off");
    }
    if (bodyTime.compareTo(SHORTEST) < 0 || bodyTime.compareTo(LONGEST) > 0) {
      problems.add("gatehouse.limits.body-time must be between 100ms and 1m, for example 10s");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }
}
