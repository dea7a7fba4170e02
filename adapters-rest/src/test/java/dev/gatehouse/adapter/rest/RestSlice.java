package dev.gatehouse.adapter.rest;

import dev.gatehouse.adapter.rest.token.TestTokens;
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.BrowserProofs;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.account.OwnProfile;
import dev.gatehouse.application.account.PendingRegistrations;
import dev.gatehouse.application.admin.UserAdministration;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.RefusalAudit;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

/**
 * A test of a controller within this adapter as it is wired for a start. The use cases are mocks;
 * there is no container, and requests pass no filter.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringJUnitWebConfig(classes = RestSlice.Adapter.class, initializers = RestSlice.Settings.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@MockitoBean(
    types = {
      AccountClosure.class,
      AuditLog.class,
      BrowserLogin.class,
      BrowserProofs.class,
      GuardedLogin.class,
      LoginMethods.class,
      LoginOrRegister.class,
      OwnProfile.class,
      PendingRegistrations.class,
      Sessions.class,
      UserAdministration.class
    })
public @interface RestSlice {

  /** The adapter, and around it what {@code bootstrap} makes. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  class Adapter {

    @Bean
    Clock clock() {
      return Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    }

    @Bean
    IdentityProvider provider() {
      return new FakeRedirectIdentityProvider(Samples.METHOD);
    }

    @Bean
    LoginOutcomes loginOutcomes(List<IdentityProvider> providers, Clock clock) {
      return new LoginOutcomes(
          new IdentityProviders(providers),
          List.of(),
          clock,
          defect -> {
            throw defect;
          });
    }

    @Bean
    RefusalAudit refusalAudit(AuditLog log, Clock clock) {
      return new RefusalAudit(log, clock);
    }

    @Bean
    MockMvcTester mvc(WebApplicationContext context) {
      return MockMvcTester.from(context);
    }
  }

  /** Every controller is there. */
  class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "slice",
                  Map.of(
                      "gatehouse.public-url",
                      "http://localhost",
                      "gatehouse.session.signing-keys",
                      key(),
                      "gatehouse.seed-compatibility.enabled",
                      "true",
                      "gatehouse.admin.port",
                      "8082",
                      "gatehouse.admin.tokens.reader.sha256",
                      Samples.sha256(Samples.READER),
                      "gatehouse.admin.tokens.reader.rights",
                      "read",
                      "gatehouse.admin.tokens.all.sha256",
                      Samples.sha256(Samples.ADMIN),
                      "gatehouse.admin.tokens.all.rights",
                      "read,disable,close")));
    }

    private static String key() {
      try {
        Path folder = Files.createTempDirectory("slice");
        folder.toFile().deleteOnExit();
        Path file = Path.of(TestTokens.keyFile(folder));
        file.toFile().deleteOnExit();
        return file.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
