package dev.gatehouse.adapter.rest.token;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.session.SessionLifetimes;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Access tokens, which there are only when sessions are on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
public class TokenConfiguration {

  @Bean
  AccessTokens accessTokens(
      SigningKeys keys, PublicUrl publicUrl, SessionLifetimes lifetimes, Clock clock) {
    return new AccessTokens(keys, publicUrl, lifetimes.access(), clock);
  }

  @Bean
  JwksController jwksController(SigningKeys keys) {
    return new JwksController(keys);
  }
}
