package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.resilience.ResilientCalls;
import dev.gatehouse.adapter.wechat.transport.ApacheTransport;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.PhoneNumberProof;
import feign.Client;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Installs login method {@code WX}, and {@code WX.<name>} for each further Open Platform account. A
 * bean named {@code weChatIdentityProvider} replaces it; the settings of this adapter are not
 * needed then.
 */
@AutoConfiguration
// Last, so that a replacement by another auto-configuration is found.
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean(name = "weChatIdentityProvider")
@EnableConfigurationProperties({WeChatProperties.class, ConfirmationProperties.class})
@Import({WeChatHealthConfiguration.class, OpenPlatforms.class})
class WeChatAutoConfiguration {

  private static final Logger log = LoggerFactory.getLogger(WeChatAutoConfiguration.class);

  /**
   * WeChat does not document how long it keeps idle connections. Servers usually keep them longer.
   */
  private static final Duration IDLE_TIME = Duration.ofSeconds(5);

  @Bean
  ResilientCalls weChatCalls(
      WeChatProperties properties,
      Clock clock,
      ObjectProvider<MeterRegistry> metrics,
      ObjectProvider<ObservationRegistry> traces) {
    long heap = Runtime.getRuntime().maxMemory();
    int inFlight = ResilientCalls.mostInFlight(properties.maxConcurrent(), heap);
    if (inFlight < properties.maxConcurrent()) {
      log.warn(
          "gatehouse.wechat.max-concurrent is {}, but a heap of {} MB has room for {}: more calls are"
              + " refused",
          properties.maxConcurrent(),
          heap / 1_000_000,
          inFlight);
    }
    return new ResilientCalls(
        inFlight,
        clock,
        metrics.getIfUnique(SimpleMeterRegistry::new),
        traces.getIfUnique(() -> ObservationRegistry.NOOP));
  }

  @Bean
  ApacheTransport weChatTransport(WeChatProperties properties) {
    return transport(properties);
  }

  @Bean
  WeChatProviders weChatProviders(
      WeChatProperties properties,
      ApacheTransport weChatTransport,
      ResilientCalls weChatCalls,
      Clock clock,
      ConfirmationProperties confirmation) {
    return new WeChatProviders(
        properties, weChatTransport, weChatCalls, clock, confirmation.confirmByMini());
  }

  @Bean
  IdentityProvider weChatIdentityProvider(WeChatProviders weChatProviders) {
    return weChatProviders.of(new LoginMethod(WeChatProperties.METHOD));
  }

  @Bean
  PhoneNumberProof weChatPhoneNumberProof(
      WeChatProviders weChatProviders, WeChatProperties properties) {
    return new MiniProgramPhoneProof(
        weChatProviders.of(new LoginMethod(WeChatProperties.METHOD)),
        properties.phoneProofChannels());
  }

  /** Installed only with sessions: a number is told to a signed-in person. */
  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  PhoneNumberController weChatPhoneNumberController(
      WeChatProviders weChatProviders, ObjectProvider<CurrentUser> currentUser) {
    return new PhoneNumberController(
        weChatProviders.of(new LoginMethod(WeChatProperties.METHOD)),
        () -> currentUser.getObject().require());
  }

  static WeChatIdentityProvider provider(
      WeChatProperties properties, Client transport, Clock clock, MeterRegistry metrics) {
    ResilientCalls calls =
        new ResilientCalls(properties.maxConcurrent(), clock, metrics, ObservationRegistry.NOOP);
    return new WeChatProviders(properties, transport, calls, clock, false)
        .of(new LoginMethod(WeChatProperties.METHOD));
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
