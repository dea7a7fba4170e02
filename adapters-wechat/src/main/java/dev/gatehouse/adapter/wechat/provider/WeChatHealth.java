package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.resilience.ResilientCalls;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the state of the breakers. Always up: an outage of WeChat hits every replica alike, and all
 * but WeChat logins works without it.
 */
final class WeChatHealth implements HealthIndicator {

  private final ResilientCalls calls;

  WeChatHealth(ResilientCalls calls) {
    this.calls = calls;
  }

  @Override
  public Health health() {
    return Health.up().withDetail("breakers", calls.breakerStates()).build();
  }
}
