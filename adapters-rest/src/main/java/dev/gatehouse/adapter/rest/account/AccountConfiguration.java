package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.browser.RegistrationTickets;
import dev.gatehouse.adapter.rest.browser.Starts;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.page.LinkPage;
import dev.gatehouse.adapter.rest.page.RegistrationPage;
import dev.gatehouse.adapter.rest.session.CrossSite;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.adapter.rest.token.Seal;
import dev.gatehouse.adapter.rest.token.SigningKeys;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.BrowserProofs;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.account.OwnProfile;
import dev.gatehouse.application.account.PendingRegistrations;
import dev.gatehouse.application.audit.RefusalAudit;
import dev.gatehouse.application.session.CurrentUser;
import java.security.SecureRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Changes of accounts; all but a registration need sessions. */
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {

  @Bean
  RegistrationController registrationController(
      PendingRegistrations registrations,
      ObjectProvider<CurrentUser> currentUser,
      Tickets tickets,
      RegistrationTickets browsers,
      LoginResponses responses,
      RegistrationPage page,
      RefusalAudit refusals,
      PublicUrl publicUrl) {
    return new RegistrationController(
        registrations,
        currentUser.getIfAvailable(),
        tickets,
        browsers,
        responses,
        page,
        refusals,
        new CrossSite(publicUrl));
  }

  /** What there is only when sessions are on. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  static class WhereSessionsAreOn {

    /** Part of what is sealed: another purpose or form of content needs another name. */
    private static final String PROOFS = "gatehouse proof v1";

    @Bean
    LoginMethodController loginMethodController(
        LoginMethods loginMethods, CurrentUser currentUser) {
      return new LoginMethodController(loginMethods, currentUser);
    }

    @Bean
    ClosureController closureController(
        AccountClosure closure,
        CurrentUser currentUser,
        Tickets tickets,
        LoginResponses responses,
        PublicUrl publicUrl,
        RefusalAudit refusals) {
      return new ClosureController(
          closure, currentUser, tickets, responses, new CrossSite(publicUrl), refusals);
    }

    @Bean
    BrowserProofController browserProofController(
        BrowserProofs proofs,
        CurrentUser currentUser,
        Starts starts,
        SigningKeys keys,
        Tickets tickets,
        LinkPage linkPage,
        PublicUrl publicUrl) {
      return new BrowserProofController(
          proofs,
          currentUser,
          starts,
          new ProofCookie(new Seal(keys.derive(PROOFS), new SecureRandom()), publicUrl),
          tickets,
          linkPage);
    }

    @Bean
    ProfileController profileController(OwnProfile profile, CurrentUser currentUser) {
      return new ProfileController(profile, currentUser);
    }
  }
}
