package dev.gatehouse.bootstrap;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core, built by hand from whatever adapters there are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistrationProperties.class)
class CoreConfiguration {

  @Bean
  LoginOrRegister loginOrRegister(
      List<IdentityProvider> providers, UserRepository users, RegistrationProperties registration) {
    return new LoginOrRegisterService(
        new IdentityProviders(providers), users, registration.defaultUserName());
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
