package dev.gatehouse.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SEC-27: what is wrong with these settings is said at once, by name and without the value. */
class LimitPropertiesTest {

  @Test
  void every_limit_that_is_none_is_named() {
    assertThatThrownBy(() -> new LimitProperties(-1, Duration.ZERO, Duration.ZERO, 1))
        .hasMessage(
            """
            gatehouse.limits.requests-per-minute must not be negative: 0 switches the limit off
            gatehouse.limits.body-time must be between 100ms and 1m, for example 10s
            gatehouse.limits.header-time must be between 100ms and 1m, for example 10s
            gatehouse.limits.header-count must be between 16 and 1000: a browser behind proxies sends some 30\
            """);
  }
}
