package dev.gatehouse.integration.support;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A login method that begins in a browser, and that main code has never heard of. */
@TestConfiguration(proxyBeanMethods = false)
public class RedirectProvider {

  @Bean
  FakeRedirectIdentityProvider redirectProvider() {
    return new FakeRedirectIdentityProvider(new LoginMethod("REDIRECT"))
        .knows("code", "id-of-oedipus", "Oedipus");
  }
}
