package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.login.LoginOrRegister;
import java.security.SecureRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Installs the HTTP API. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(RestProperties.class)
@Import({SessionConfiguration.class, BrowserLoginConfiguration.class, PageConfiguration.class})
class RestAutoConfiguration {

  @Bean
  PublicUrl publicUrl(RestProperties properties) {
    return properties.url();
  }

  @Bean
  SigningKeys signingKeys(RestProperties properties) {
    return properties.keys();
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
  SeedCompatibilityController seedCompatibilityController(LoginOrRegister logins) {
    return new SeedCompatibilityController(logins);
  }

  @Bean
  ProblemHandler problemHandler() {
    return new ProblemHandler();
  }

  @Bean
  LastResortController lastResortController() {
    return new LastResortController();
  }

  @Bean
  QueryCheck queryCheck() {
    return new QueryCheck();
  }

  @Bean
  SecurityHeadersFilter securityHeadersFilter() {
    return new SecurityHeadersFilter();
  }

  @Bean
  TraceIdFilter traceIdFilter() {
    return new TraceIdFilter(new SecureRandom());
  }
}
