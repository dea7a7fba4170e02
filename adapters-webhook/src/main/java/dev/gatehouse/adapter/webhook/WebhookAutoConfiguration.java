package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Installs the webhook, if a URL is set. */
@AutoConfiguration
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookAutoConfiguration {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** Twice what a poll takes at most; longer than any pause of the processor. */
  private static final Duration LEASE = Duration.ofSeconds(40);

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("gatehouse.webhook.url")
  static class Wanted {

    @Bean
    WebhookReceiver webhookReceiver(WebhookProperties properties, Clock clock) {
      return new WebhookReceiver(
          properties.target(), properties.signature(), properties.deadline(), clock);
    }

    /** Only where the service runs: an operator's command delivers nothing. */
    @Bean
    @ConditionalOnWebApplication
    OutboxPoller outboxPoller(
        ObjectProvider<Outbox> outboxes,
        WebhookReceiver receiver,
        WebhookProperties properties,
        Clock clock,
        ObjectProvider<MeterRegistry> metrics) {
      Outbox outbox = outboxes.getIfAvailable();
      if (outbox == null) {
        throw new IllegalArgumentException(
            "gatehouse.webhook.url is set, but no Outbox is installed, so there is nowhere to keep"
                + " events: add one");
      }
      OutboxProcessor processor =
          new OutboxProcessor(
              outbox,
              receiver,
              new RetryPolicy(FIRST_PAUSE, LONGEST_PAUSE, properties.giveUpAfter()),
              LEASE,
              clock,
              new SplittableRandom());
      MeterRegistry registry = metrics.getIfUnique(SimpleMeterRegistry::new);
      Backlog backlog = new Backlog(outbox, clock, System::nanoTime, registry);
      return new OutboxPoller(processor, backlog, receiver::close, registry);
    }
  }
}
