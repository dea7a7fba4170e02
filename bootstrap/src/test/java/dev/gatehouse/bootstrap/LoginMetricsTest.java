package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoginMetricsTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final LoginMetrics metrics = new LoginMetrics(registry);

  @Test
  void logins_are_told_apart_by_method_channel_and_outcome() {
    metrics.accept(new EndedLogin("WX", "app", "returned", "42", 3_000_000));
    metrics.accept(new EndedLogin("WX", "app", "returned", "43", 5_000_000));
    metrics.accept(new EndedLogin("WX", "web", "returned", "42", 1));
    metrics.accept(
        new EndedLogin(EndedLogin.NOTHING, EndedLogin.NOTHING, "unknown_channel", "-", 1));

    Timer returned =
        registry.get("gatehouse.logins").tags("method", "WX", "channel", "app").timer();
    assertThat(returned.count()).isEqualTo(2);
    assertThat(returned.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(8);
    assertThat(registry.get("gatehouse.logins").tags("method", "none", "channel", "none").timers())
        .hasSize(1);
  }
}
