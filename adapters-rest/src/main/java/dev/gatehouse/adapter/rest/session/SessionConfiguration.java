package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.token.AccessTokens;
import dev.gatehouse.adapter.rest.token.SigningKeys;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.operation.SettingsCheck;
import dev.gatehouse.application.session.DerivedKeys;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.Sessions;
import java.security.SecureRandom;
import java.time.Clock;
import javax.crypto.SecretKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers logins, with a session or without. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
public class SessionConfiguration {

  @Bean
  SigningKeys signingKeys(SessionProperties properties) {
    return properties.keys();
  }

  @Bean
  SessionLifetimes sessionLifetimes(SessionProperties properties) {
    return properties.lifetimes();
  }

  @Bean
  DerivedKeys derivedKeys(SigningKeys keys) {
    return purpose -> keys.derive(purpose).stream().map(SecretKey::getEncoded).toList();
  }

  /** The keys are files, which nothing has read yet when settings are bound. */
  @Bean
  SettingsCheck signingKeySettings(SessionProperties properties) {
    return properties::keys;
  }

  @Bean
  Tickets tickets(SigningKeys keys, Clock clock) {
    return new Tickets(keys, new SecureRandom(), clock);
  }

  @Bean
  LoginResponses responses(ObjectProvider<SessionResponses> sessions) {
    return new LoginResponses(sessions.getIfAvailable());
  }

  /** What there is only when sessions are on. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  static class WhereSessionsAreOn {

    @Bean
    AccessTokens accessTokens(
        SigningKeys keys,
        PublicUrl publicUrl,
        SessionProperties session,
        SessionLifetimes lifetimes,
        Clock clock) {
      return new AccessTokens(keys, publicUrl, session.audience(), lifetimes.access(), clock);
    }

    @Bean
    SessionCookies sessionCookies(PublicUrl publicUrl, Clock clock) {
      return new SessionCookies(publicUrl, clock);
    }

    @Bean
    SessionResponses sessionAnswers(
        Sessions sessions, AccessTokens accessTokens, SessionCookies cookies) {
      return new SessionResponses(sessions, accessTokens, cookies);
    }

    @Bean
    RequestTokens requestTokens(
        AccessTokens accessTokens, SessionCookies cookies, PublicUrl publicUrl, Sessions sessions) {
      return new RequestTokens(accessTokens, cookies, new CrossSite(publicUrl), sessions);
    }

    @Bean
    RequestUser currentUser(RequestTokens tokens, Sessions sessions) {
      return new RequestUser(tokens, sessions);
    }

    @Bean
    SessionController sessionController(
        Sessions sessions,
        SessionResponses answers,
        SessionCookies cookies,
        RequestTokens tokens,
        RequestUser currentUser) {
      return new SessionController(sessions, answers, cookies, tokens, currentUser);
    }
  }
}
