package dev.gatehouse.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class WeChatHealthTest {

  private final CallGuard calls = new CallGuard(10, Clock.systemUTC(), new SimpleMeterRegistry());

  /** SEC-20: an outage of WeChat is shown, and takes no replica out of service. */
  @Test
  void an_open_breaker_is_a_detail_and_not_down() {
    assertThat(calls.breakerStates().values()).containsOnly("CLOSED");

    for (int i = 0; i < Breakers.WINDOW; i++) {
      assertThatThrownBy(() -> calls.make(Endpoint.EXCHANGE, this::fail))
          .isInstanceOf(CallFailure.class);
    }

    Health health = new WeChatHealth(calls).health();
    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails()).isEqualTo(Map.of("breakers", calls.breakerStates()));
    assertThat(calls.breakerStates()).containsEntry(Endpoint.EXCHANGE.tag(), "OPEN");
  }

  private String fail() throws CallFailure {
    throw new CallFailure(Outcome.UNUSABLE, "nonsense");
  }
}
