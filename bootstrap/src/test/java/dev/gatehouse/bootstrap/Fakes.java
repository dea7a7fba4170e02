package dev.gatehouse.bootstrap;

import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Fakes in the place of the adapters, by existing: nothing else is said to switch those off. */
@TestConfiguration(proxyBeanMethods = false)
class Fakes {

  @Bean
  InMemoryUserRepository users() {
    return new InMemoryUserRepository();
  }

  /** The name is that of the provider which it replaces. */
  @Bean
  FakeIdentityProvider weChatIdentityProvider() {
    return new FakeIdentityProvider(new LoginMethod("FAKE"))
        .knows("ticket", "id-of-xiaoming", "小明");
  }
}
