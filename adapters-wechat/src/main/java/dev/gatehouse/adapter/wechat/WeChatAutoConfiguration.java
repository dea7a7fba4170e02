package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.IdentityProvider;
import feign.Client;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
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
@Import(WeChatHealthConfiguration.class)
class WeChatAutoConfiguration {

  /** How long WeChat keeps idle connections is not documented; servers keep them for longer. */
  private static final Duration IDLE_TIME = Duration.ofSeconds(5);

  @Bean
  CallGuard weChatCalls(
      WeChatProperties properties,
      Clock clock,
      ObjectProvider<MeterRegistry> metrics,
      ObjectProvider<ObservationRegistry> traces) {
    return new CallGuard(
        properties.maxConcurrent(),
        clock,
        metrics.getIfUnique(SimpleMeterRegistry::new),
        traces.getIfUnique(() -> ObservationRegistry.NOOP));
  }

  @Bean
  ApacheTransport weChatTransport(WeChatProperties properties) {
    return transport(properties);
  }

  @Bean
  IdentityProvider weChatIdentityProvider(
      WeChatProperties properties,
      ApacheTransport weChatTransport,
      CallGuard weChatCalls,
      Clock clock) {
    return new WeChatQrLogin(
        provider(properties, weChatTransport, clock, weChatCalls),
        properties.appsByChannel(),
        properties.authorizeUrl().strip(),
        properties.embeddedScript());
  }

  static WeChatIdentityProvider provider(
      WeChatProperties properties, Client transport, Clock clock, MeterRegistry metrics) {
    return provider(
        properties, transport, clock, new CallGuard(properties.maxConcurrent(), clock, metrics));
  }

  private static WeChatIdentityProvider provider(
      WeChatProperties properties, Client transport, Clock clock, CallGuard calls) {
    FailureLog failures = new FailureLog(clock);
    WeChatClient weChat =
        new WeChatClient(
            properties.apiBaseUrl().strip(), transport, calls, new SpentCodes(clock), failures);
    return new WeChatIdentityProvider(
        properties.appsByChannel(), weChat, properties.deadline(), failures);
  }

  static ApacheTransport transport(WeChatProperties properties) {
    return new ApacheTransport(
        properties.connectTimeout(),
        properties.readTimeout(),
        properties.maxConcurrent(),
        IDLE_TIME,
        SystemDefaultDnsResolver.INSTANCE,
        SSLContexts.createDefault());
  }
}
