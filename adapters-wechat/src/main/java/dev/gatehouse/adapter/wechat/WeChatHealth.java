package dev.gatehouse.adapter.wechat;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the breakers. Always up: a WeChat that is down is down for every replica, and all but new
 * logins goes on without it.
 */
final class WeChatHealth implements HealthIndicator {

  private final CallGuard calls;

  WeChatHealth(CallGuard calls) {
    this.calls = calls;
  }

  @Override
  public Health health() {
    return Health.up().withDetail("breakers", calls.breakerStates()).build();
  }
}
