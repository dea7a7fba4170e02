package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.page.EmbeddedForms;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.adapter.rest.token.Seal;
import dev.gatehouse.adapter.rest.token.SigningKeys;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.login.LoginOutcomes;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What logins from browsers need. */
@Configuration(proxyBeanMethods = false)
public class BrowserConfiguration {

  /** Part of what is sealed: another purpose or form of content needs another name. */
  private static final String PURPOSE = "gatehouse login attempt v1";

  @Bean
  AttemptCookies attemptCookies(SigningKeys keys, PublicUrl publicUrl, Clock clock) {
    return new AttemptCookies(new Seal(keys.derive(PURPOSE), new SecureRandom()), publicUrl, clock);
  }

  @Bean
  BrowserAttempts browserAttempts(BrowserLogin logins, Starts starts, AttemptCookies cookies) {
    return new BrowserAttempts(logins, starts, cookies);
  }

  @Bean
  RegistrationTickets registrationTickets(Tickets tickets, PublicUrl publicUrl) {
    return new RegistrationTickets(tickets, new SecureRandom(), publicUrl);
  }

  @Bean
  Starts starts(
      BrowserLogin logins,
      LoginOutcomes outcomes,
      ReturnTargets returnTargets,
      PublicUrl publicUrl,
      EmbeddedForms embeddedForms) {
    return new Starts(logins, outcomes, returnTargets, publicUrl, embeddedForms);
  }

  @Bean
  StartController startController(Starts starts, AttemptCookies cookies) {
    return new StartController(starts, cookies);
  }

  @Bean
  CallbackController callbackController(
      LoginOutcomes outcomes,
      BrowserAttempts attempts,
      AttemptCookies cookies,
      RegistrationTickets registrations,
      LoginResponses responses,
      ObjectProvider<ProofCallbacks> proofs) {
    return new CallbackController(outcomes, attempts, cookies, registrations, responses, proofs);
  }
}
