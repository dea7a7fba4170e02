package dev.gatehouse.adapter.rest;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.Sessions;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What there is only when sessions are on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
class SessionConfiguration {

  @Bean
  AccessTokens accessTokens(
      SigningKeys keys, PublicUrl publicUrl, SessionLifetimes lifetimes, Clock clock) {
    return new AccessTokens(keys, publicUrl, lifetimes.access(), clock);
  }

  @Bean
  SessionCookies sessionCookies(PublicUrl publicUrl, Clock clock) {
    return new SessionCookies(publicUrl, clock);
  }

  @Bean
  SessionAnswers sessionAnswers(
      Sessions sessions, AccessTokens accessTokens, SessionCookies cookies) {
    return new SessionAnswers(sessions, accessTokens, cookies);
  }

  @Bean
  SessionController sessionController(
      Sessions sessions,
      SessionAnswers answers,
      SessionCookies cookies,
      AccessTokens accessTokens,
      PublicUrl publicUrl) {
    RequestTokens tokens = new RequestTokens(accessTokens, cookies, new CrossSite(publicUrl));
    return new SessionController(sessions, answers, cookies, tokens);
  }

  @Bean
  JwksController jwksController(SigningKeys keys) {
    return new JwksController(keys);
  }
}
