package dev.gatehouse.bootstrap.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.LoginOutcome;
import dev.gatehouse.domain.identity.LoginMethod;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginMetricsTest {

  private static final LoginMethod METHOD = new LoginMethod("WX");

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final LoginMetrics metrics = new LoginMetrics(registry);

  @Test
  void logins_are_told_apart_by_method_channel_and_outcome() {
    tell(METHOD, "app", "returned", Duration.ofMillis(3));
    tell(METHOD, "app", "returned", Duration.ofMillis(5));
    tell(METHOD, "web", "returned", Duration.ofMillis(1));
    tell(null, null, "unknown_channel", Duration.ofMillis(1));

    Timer returned =
        registry.get("gatehouse.logins").tags("method", "WX", "channel", "app").timer();
    assertThat(returned.count()).isEqualTo(2);
    assertThat(returned.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(8);
    assertThat(registry.get("gatehouse.logins").tags("method", "none", "channel", "none").timers())
        .hasSize(1);
  }

  @Test
  void attempts_of_browsers_are_counted_by_what_became_of_them() {
    metrics.begun();
    tell(METHOD, "web", "registered", Duration.ZERO);
    tell(METHOD, "web", "provider_unavailable", Duration.ZERO);
    tell(METHOD, "web", "login_declined", Duration.ZERO);
    tell(METHOD, null, "state_mismatch", Duration.ZERO);
    tell(METHOD, "web", "invalid_request", Duration.ZERO);
    tell(METHOD, "app", "invalid_request", Duration.ZERO);
    tell(METHOD, "app", "registered", Duration.ZERO);

    assertThat(attempts("begun")).isEqualTo(1);
    assertThat(attempts("brought_back")).isEqualTo(2);
    assertThat(attempts("declined")).isEqualTo(1);
    assertThat(attempts("refused")).isEqualTo(2);
  }

  private double attempts(String outcome) {
    return registry.get("gatehouse.browser.attempts").tag("outcome", outcome).counter().count();
  }

  private void tell(
      @Nullable LoginMethod method, @Nullable String channel, String ending, Duration duration) {
    metrics.ended(
        new LoginOutcome(
            Instant.EPOCH,
            duration,
            method,
            channel,
            "web".equals(channel),
            ending,
            "",
            null,
            Set.of(),
            ClientInfo.UNKNOWN));
  }
}
