package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Endpoint;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import dev.gatehouse.adapter.wechat.resilience.ResilientCalls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class WeChatHealthTest {

  private final ResilientCalls calls =
      new ResilientCalls(
          10, Clock.systemUTC(), new SimpleMeterRegistry(), ObservationRegistry.NOOP);

  /** SEC-20: health shows an outage of WeChat and keeps the replica in service. */
  @Test
  void an_open_breaker_is_a_detail_and_health_stays_up() {
    assertThat(calls.breakerStates().values()).containsOnly("CLOSED");

    for (int i = 0; i < 50; i++) {
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
