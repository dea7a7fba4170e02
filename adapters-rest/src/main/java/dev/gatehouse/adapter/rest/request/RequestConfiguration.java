package dev.gatehouse.adapter.rest.request;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.operation.LongBodies;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every request passes before a handler reads it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LimitProperties.class, HstsProperties.class})
public class RequestConfiguration {

  @Bean
  SecurityHeadersFilter securityHeadersFilter(HstsProperties hsts, PublicUrl publicUrl) {
    return new SecurityHeadersFilter(hsts.header(publicUrl).orElse(null));
  }

  @Bean
  RateLimiter rateLimiter(LimitProperties limits) {
    return new RateLimiter(limits.requestsPerMinute(), System::nanoTime);
  }

  @Bean
  RateLimitFilter rateLimitFilter(RateLimiter limiter) {
    return new RateLimitFilter(limiter);
  }

  @Bean
  BodyLimitFilter bodyLimitFilter(LimitProperties limits, ObjectProvider<LongBodies> longer) {
    return new BodyLimitFilter(limits.bodyTime(), longer.orderedStream().toList());
  }

  @Bean
  QueryCheck queryCheck() {
    return new QueryCheck();
  }
}
