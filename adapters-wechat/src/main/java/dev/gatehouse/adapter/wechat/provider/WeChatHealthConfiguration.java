package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.resilience.ResilientCalls;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds {@link WeChatHealth} if Spring Boot's health module is present. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class WeChatHealthConfiguration {

  @Bean
  HealthIndicator weChatHealthIndicator(ResilientCalls weChatCalls) {
    return new WeChatHealth(weChatCalls);
  }
}
