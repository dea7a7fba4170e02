package dev.gatehouse.integration.account;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.domain.login.ReassignableIdentities;
import java.time.Duration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Login methods that main code has never heard of. */
@TestConfiguration(proxyBeanMethods = false)
class TicketMethods {

  @Bean
  IdentityProvider cards() {
    return new TicketProvider(new LoginMethod("CARD"));
  }

  @Bean
  IdentityProvider riddles() {
    return new TicketProvider(new LoginMethod("RIDDLE"));
  }

  @Bean
  IdentityProvider numbers() {
    return new NumberProvider(new TicketProvider(new LoginMethod("NUMBER")));
  }

  /** Of identities that pass to other persons. */
  private record NumberProvider(TicketProvider tickets)
      implements IdentityProvider, ReassignableIdentities {

    @Override
    public LoginMethod method() {
      return tickets.method();
    }

    @Override
    public Duration dormantAfter() {
      return Duration.ofDays(90);
    }

    @Override
    public Authentication authenticate(Credential credential) throws LoginException {
      return tickets.authenticate(credential);
    }
  }

  /** Proves the person whose name the ticket is. */
  private record TicketProvider(LoginMethod method) implements IdentityProvider {

    @Override
    public Authentication authenticate(Credential credential) throws LoginException {
      ExternalIdentity identity = new ExternalIdentity(method, credential.require("ticket"));
      return new Authentication() {
        @Override
        public ExternalIdentity identity() {
          return identity;
        }

        @Override
        public Profile profile() {
          return new Profile("小明");
        }
      };
    }
  }
}
