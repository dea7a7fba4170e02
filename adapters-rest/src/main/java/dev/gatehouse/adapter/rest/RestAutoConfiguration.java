package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.login.LoginOrRegister;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Installs the HTTP API. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
class RestAutoConfiguration {

  @Bean
  LoginController loginController(LoginOrRegister logins) {
    return new LoginController(logins);
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
  TraceIdFilter traceIdFilter() {
    return new TraceIdFilter(new SecureRandom());
  }
}
