package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.adapter.rest.token.ClosureTickets;
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.account.OwnProfile;
import dev.gatehouse.application.session.CurrentUser;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Changes of accounts, which need sessions. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
public class AccountConfiguration {

  @Bean
  LoginMethodController loginMethodController(LoginMethods loginMethods, CurrentUser currentUser) {
    return new LoginMethodController(loginMethods, currentUser);
  }

  @Bean
  ClosureController closureController(
      AccountClosure closure,
      CurrentUser currentUser,
      ClosureTickets tickets,
      LoginResponses responses) {
    return new ClosureController(closure, currentUser, tickets, responses);
  }

  @Bean
  ProfileController profileController(OwnProfile profile, CurrentUser currentUser) {
    return new ProfileController(profile, currentUser);
  }
}
