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

  /** An adapter that looks at no channel lets clients make up names. */
  @Test
  void channels_do_not_grow_without_bound() {
    for (int i = 0; i < 1000; i++) {
      metrics.accept(new EndedLogin("P", "c" + i, "returned", "42", 1));
    }
    metrics.accept(new EndedLogin("P", "c0", "returned", "42", 1));

    assertThat(registry.get("gatehouse.logins").timers())
        .hasSize(LoginMetrics.MOST_CHANNELS + 1)
        .extracting(timer -> timer.getId().getTag("channel"))
        .contains("c0", LoginMetrics.OTHER);
  }
}
