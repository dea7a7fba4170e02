package dev.gatehouse.integration.support;

import dev.gatehouse.testkit.SettableClock;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Has the service under test go by a clock that the test sets. */
@TestConfiguration(proxyBeanMethods = false)
public class SettableTime {

  public static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));

  @Bean
  @Primary
  Clock settableClock() {
    return CLOCK;
  }
}
