package dev.gatehouse.adapter.rest.container;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service leaves.
 *
 * @param drain how long the service goes on answering after it has reported that it is not ready,
 *     so that balancers look elsewhere
 */
@ConfigurationProperties("gatehouse.shutdown")
record ShutdownProperties(@DefaultValue("10s") Duration drain) {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  ShutdownProperties {
    if (drain.isNegative() || drain.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "gatehouse.shutdown.drain must be between 0s and 5m, for example 10s");
    }
  }
}
