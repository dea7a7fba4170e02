package dev.gatehouse.adapter.rest;

import dev.gatehouse.adapter.rest.client.ClientConfiguration;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.page.PageConfiguration;
import dev.gatehouse.adapter.rest.problem.ProblemConfiguration;
import dev.gatehouse.adapter.rest.request.RequestConfiguration;
import dev.gatehouse.adapter.rest.session.Admissions;
import dev.gatehouse.adapter.rest.session.SessionConfiguration;
import dev.gatehouse.adapter.rest.token.TokenConfiguration;
import dev.gatehouse.application.attempt.ReturnTargets;
import dev.gatehouse.application.login.LoginOrRegister;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Installs the HTTP API. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties({RestProperties.class, SeedCompatibilityProperties.class})
@Import({
  ClientConfiguration.class,
  RequestConfiguration.class,
  TokenConfiguration.class,
  SessionConfiguration.class,
  ProblemConfiguration.class,
  BrowserLoginConfiguration.class,
  PageConfiguration.class
})
class RestAutoConfiguration {

  @Bean
  PublicUrl publicUrl(RestProperties properties) {
    return properties.url();
  }

  @Bean
  ReturnTargets returnTargets(RestProperties properties) {
    return properties.returnTargets();
  }

  @Bean
  LoginController loginController(
      LoginOrRegister logins, BrowserAttempts attempts, Admissions admissions) {
    return new LoginController(logins, attempts, admissions);
  }

  @Bean
  @ConditionalOnBooleanProperty("gatehouse.seed-compatibility.enabled")
  SeedCompatibilityController seedCompatibilityController(
      @Qualifier("unguardedLogins") LoginOrRegister logins) {
    return new SeedCompatibilityController(logins);
  }

  @Bean
  CredentialArgument credentialArgument() {
    return new CredentialArgument();
  }
}
