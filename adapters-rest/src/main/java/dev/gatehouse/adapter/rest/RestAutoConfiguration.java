package dev.gatehouse.adapter.rest;

import dev.gatehouse.adapter.rest.client.ClientConfiguration;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.request.RequestConfiguration;
import dev.gatehouse.application.attempt.ReturnTargets;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.operation.SettingsCheck;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Installs the HTTP API. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties({
  RestProperties.class,
  SessionProperties.class,
  SeedCompatibilityProperties.class,
  SignInPageProperties.class
})
@Import({
  ClientConfiguration.class,
  RequestConfiguration.class,
  SessionConfiguration.class,
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
  SigningKeys signingKeys(SessionProperties properties) {
    return properties.keys();
  }

  /** The keys are files, which nothing has read yet when settings are bound. */
  @Bean
  SettingsCheck signingKeySettings(SessionProperties properties) {
    return properties::keys;
  }

  @Bean
  Admissions admissions(ObjectProvider<SessionAnswers> sessions) {
    return new Admissions(sessions.getIfAvailable());
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
  ProblemHandler problemHandler(Clock clock) {
    return new ProblemHandler(new OutageLog(clock));
  }

  @Bean
  LastResortController lastResortController() {
    return new LastResortController();
  }

  @Bean
  CredentialArgument credentialArgument() {
    return new CredentialArgument();
  }
}
