package dev.gatehouse.adapter.rest.login;

import dev.gatehouse.adapter.rest.browser.BrowserAttempts;
import dev.gatehouse.adapter.rest.browser.RegistrationTickets;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.session.CrossSite;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOutcomes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What takes a credential from the body of a request. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SeedCompatibilityProperties.class)
public class LoginConfiguration {

  @Bean
  LoginController loginController(
      LoginOrRegister logins,
      GuardedLogin guardedLogins,
      LoginOutcomes outcomes,
      BrowserAttempts attempts,
      RegistrationTickets registrations,
      LoginResponses responses,
      ReturnTargets returnTargets,
      PublicUrl publicUrl) {
    return new LoginController(
        logins,
        guardedLogins,
        outcomes,
        attempts,
        registrations,
        responses,
        returnTargets,
        new CrossSite(publicUrl));
  }

  @Bean
  MethodEndpoints methodEndpoints() {
    return new MethodEndpoints();
  }

  @Bean
  @ConditionalOnBooleanProperty("gatehouse.seed-compatibility.enabled")
  SeedCompatibilityController seedCompatibilityController(GuardedLogin logins) {
    return new SeedCompatibilityController(logins);
  }
}
