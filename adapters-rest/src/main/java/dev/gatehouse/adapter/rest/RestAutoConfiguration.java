package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
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

  /** A sample, which a team replaces by a page of its own. */
  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.sign-in-page.enabled", matchIfMissing = true)
  SignInPageController signInPageController(List<IdentityProvider> providers) {
    return new SignInPageController(
        new SignInChoices(
            providers.stream()
                .filter(RedirectIdentityProvider.class::isInstance)
                .map(RedirectIdentityProvider.class::cast)
                .toList()),
        request -> Optional.empty());
  }

  @Bean
  PageAssetController pageAssetController() {
    return new PageAssetController();
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
