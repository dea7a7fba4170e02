package dev.gatehouse.adapter.rest.token;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.session.TokenSigner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other services need to check access tokens, which exist only when sessions are on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
public class TokenConfiguration {

  @Bean
  TokenSigner tokenSigner(SigningKeys keys, PublicUrl publicUrl) {
    return new SignedJwts(keys, publicUrl);
  }

  @Bean
  DiscoveryController discoveryController(SigningKeys keys, PublicUrl publicUrl) {
    return new DiscoveryController(keys, publicUrl);
  }
}
