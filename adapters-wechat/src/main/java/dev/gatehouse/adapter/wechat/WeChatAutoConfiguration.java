package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.IdentityProvider;
import feign.Feign;
import feign.Retryer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Installs login method {@code WX}. A bean named {@code weChatIdentityProvider} takes its place and
 * needs none of its settings.
 */
@AutoConfiguration
// Last, so that a replacement is seen wherever it comes from, another auto-configuration included.
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean(name = "weChatIdentityProvider")
@EnableConfigurationProperties(WeChatProperties.class)
class WeChatAutoConfiguration {

  /** How long WeChat keeps idle connections is not documented; servers keep them for longer. */
  private static final Duration IDLE_TIME = Duration.ofSeconds(5);

  @Bean
  IdentityProvider weChatIdentityProvider(
      WeChatProperties properties, Clock clock, ObjectProvider<MeterRegistry> metrics) {
    return provider(properties, clock, metrics.getIfUnique(SimpleMeterRegistry::new));
  }

  static WeChatIdentityProvider provider(
      WeChatProperties properties, Clock clock, MeterRegistry metrics) {
    FailureLog failures = new FailureLog(clock);
    WeChatClient weChat =
        new WeChatClient(
            api(properties),
            new CallGuard(properties.maxConcurrent(), clock, metrics),
            new SpentCodes(clock),
            failures);
    return new WeChatIdentityProvider(
        properties.appsByChannel(), weChat, properties.deadline(), failures);
  }

  private static FeignWeChatApi api(WeChatProperties properties) {
    return Feign.builder()
        .client(
            new OkHttpTransport(
                properties.connectTimeout(),
                properties.readTimeout(),
                properties.maxConcurrent(),
                IDLE_TIME))
        .retryer(Retryer.NEVER_RETRY)
        .decoder(new WeChatJsonDecoder())
        .errorDecoder((call, response) -> WeChatErrors.ofStatus(response.status()))
        .target(FeignWeChatApi.class, properties.apiBaseUrl().strip());
  }
}
