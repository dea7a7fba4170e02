package dev.gatehouse.adapter.rest.container;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service leaves.
 *
 * @param drain how long it goes on answering once it has said that it is not ready any more: the
 *     time in which balancers look elsewhere
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
