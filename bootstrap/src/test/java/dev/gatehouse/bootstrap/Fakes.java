package dev.gatehouse.bootstrap;

import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.attempt.InMemorySpentStates;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/**
 * Fakes in the place of the adapters, installed as another team's adapters would be: found on the
 * class path, and nothing said to switch ours off.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty("test.fakes.installed")
class Fakes {

  @Bean
  InMemoryUserRepository users() {
    return new InMemoryUserRepository();
  }

  @Bean
  InMemorySessionStore sessionStore() {
    return new InMemorySessionStore();
  }

  @Bean
  InMemoryAuditLog auditLog() {
    return new InMemoryAuditLog();
  }

  @Bean
  InMemorySpentStates spentStates() {
    return new InMemorySpentStates();
  }

  /** The name is that of the provider which it replaces. */
  @Bean
  FakeIdentityProvider weChatIdentityProvider() {
    return new FakeIdentityProvider(new LoginMethod("FAKE"))
        .withChannels("app")
        .knows("ticket", "id-of-xiaoming", "小明");
  }
}
