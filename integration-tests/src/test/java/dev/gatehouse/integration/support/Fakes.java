package dev.gatehouse.integration.support;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.testkit.FakeIdentityProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Fakes in the place of the adapters, installed as another team's adapters would be: found on the
 * class path, and nothing said to switch ours off.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty("test.fakes.installed")
@Import(InMemoryStores.class)
public class Fakes {

  /** The name is that of the provider which it replaces. */
  @Bean
  public FakeIdentityProvider weChatIdentityProvider() {
    return new FakeIdentityProvider(new LoginMethod("FAKE"))
        .withChannels("app")
        .knows("ticket", "id-of-xiaoming", "小明");
  }
}
