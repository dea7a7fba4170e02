package dev.gatehouse.adapter.wechat;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the breakers where there is such a thing as health. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class WeChatHealthConfiguration {

  @Bean
  HealthIndicator weChatHealthIndicator(CallGuard weChatCalls) {
    return new WeChatHealth(weChatCalls);
  }
}
