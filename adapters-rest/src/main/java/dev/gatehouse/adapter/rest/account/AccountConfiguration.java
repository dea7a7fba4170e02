package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.browser.Starts;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.adapter.rest.token.ClosureTickets;
import dev.gatehouse.adapter.rest.token.Seal;
import dev.gatehouse.adapter.rest.token.SigningKeys;
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.BrowserProofs;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.account.OwnProfile;
import dev.gatehouse.application.session.CurrentUser;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Changes of accounts, which need sessions. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
public class AccountConfiguration {

  /** Parts of what is sealed: another purpose or form of content needs another name. */
  private static final String PROOFS = "gatehouse proof v1";

  private static final String LINK_TICKETS = "gatehouse link ticket v2";

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
  BrowserProofController browserProofController(
      BrowserProofs proofs,
      CurrentUser currentUser,
      Starts starts,
      SigningKeys keys,
      PublicUrl publicUrl) {
    SecureRandom random = new SecureRandom();
    return new BrowserProofController(
        proofs,
        currentUser,
        starts,
        new ProofCookie(new Seal(keys.derive(PROOFS), random), publicUrl.https()),
        new LinkTickets(new Seal(keys.derive(LINK_TICKETS), random)));
  }

  @Bean
  ProfileController profileController(OwnProfile profile, CurrentUser currentUser) {
    return new ProfileController(profile, currentUser);
  }
}
