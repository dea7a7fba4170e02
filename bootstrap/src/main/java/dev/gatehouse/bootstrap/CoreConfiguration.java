package dev.gatehouse.bootstrap;

import dev.gatehouse.application.attempt.BrowserLogin;
import dev.gatehouse.application.attempt.BrowserLoginService;
import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.session.SessionsService;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.user.UserRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core, built by hand from whatever adapters there are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RegistrationProperties.class, SessionProperties.class})
class CoreConfiguration {

  @Bean
  IdentityProviders identityProviders(List<IdentityProvider> providers) {
    return new IdentityProviders(providers);
  }

  @Bean
  LoginOrRegister loginOrRegister(
      IdentityProviders providers, UserRepository users, RegistrationProperties registration) {
    return new LoggedLogins(
        new LoginOrRegisterService(providers, users, registration.defaultUserName()));
  }

  @Bean
  BrowserLogin browserLogin(
      IdentityProviders providers,
      LoginOrRegister logins,
      ObjectProvider<SpentStates> stores,
      Clock clock) {
    SpentStates spentStates = stores.getIfAvailable();
    if (spentStates == null) {
      throw new IllegalArgumentException(
          "no SpentStates is installed, so nothing would stop a browser's login from being"
              + " repeated: add one");
    }
    return new BrowserLoginService(providers, logins, spentStates, clock, new SecureRandom());
  }

  @Bean
  SessionLifetimes sessionLifetimes(SessionProperties session) {
    return session.lifetimes();
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  Sessions sessions(
      ObjectProvider<SessionStore> stores,
      UserRepository users,
      SessionLifetimes lifetimes,
      Clock clock) {
    SessionStore store = stores.getIfAvailable();
    if (store == null) {
      throw new IllegalArgumentException(
          "no SessionStore is installed, so there is nowhere to keep sessions: add one, or set"
              + " gatehouse.session.enabled=false");
    }
    return new SessionsService(store, users, lifetimes, new SecureRandom(), clock);
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
