package dev.gatehouse.bootstrap;

import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditedBrowserLogins;
import dev.gatehouse.application.audit.AuditedLogins;
import dev.gatehouse.application.audit.LoginAudit;
import dev.gatehouse.application.audit.SessionAudit;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.BrowserLoginService;
import dev.gatehouse.application.browser.GuardedLogins;
import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.event.LoginEvents;
import dev.gatehouse.application.event.PublishedLogins;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.session.SessionsService;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.user.UserRepository;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core, built by hand from whatever adapters there are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RegistrationProperties.class, SessionProperties.class})
class CoreConfiguration {

  @Bean
  IdentityProviders identityProviders(List<IdentityProvider> providers) {
    return new IdentityProviders(providers);
  }

  @Bean
  LoginAudit loginAudit(ObjectProvider<AuditLog> logs, IdentityProviders providers, Clock clock) {
    return new LoginAudit(requireAuditLog(logs), providers, clock);
  }

  /** The way in, unguarded, before anybody takes note of who uses it. */
  @Bean(defaultCandidate = false)
  LoginOrRegister unauditedLogins(
      IdentityProviders providers,
      UserRepository users,
      RegistrationProperties registration,
      ObjectProvider<LoginEvents> listeners,
      Clock clock,
      MeterRegistry metrics) {
    LoginOrRegister logins =
        new ObservedLogins(
            new LoginOrRegisterService(providers, users, registration.defaultUserName()),
            providers,
            new LoginLog(),
            new LoginMetrics(metrics));
    LoginEvents events = listeners.getIfAvailable();
    return events == null ? logins : new PublishedLogins(logins, events, clock);
  }

  /** For a front that must let in whom no state protects, and says so by this name. */
  @Bean(defaultCandidate = false)
  LoginOrRegister unguardedLogins(
      @Qualifier("unauditedLogins") LoginOrRegister logins, LoginAudit audit) {
    return new AuditedLogins(logins, audit);
  }

  /** What every front gets that asks for nothing else. */
  @Bean
  LoginOrRegister loginOrRegister(
      IdentityProviders providers,
      @Qualifier("unauditedLogins") LoginOrRegister logins,
      LoginAudit audit,
      MeterRegistry metrics) {
    return new AuditedLogins(
        new MeteredGuard(new GuardedLogins(providers, logins), metrics), audit);
  }

  @Bean
  BrowserLogin browserLogin(
      IdentityProviders providers,
      @Qualifier("unauditedLogins") LoginOrRegister logins,
      LoginAudit audit,
      ObjectProvider<UsedStateStore> stores,
      Clock clock,
      MeterRegistry metrics) {
    UsedStateStore usedStates = stores.getIfAvailable();
    if (usedStates == null) {
      throw new IllegalArgumentException(
          "no UsedStateStore is installed, so nothing would stop a browser's login from being"
              + " repeated: add one");
    }
    return new AuditedBrowserLogins(
        new MeteredBrowserLogin(
            new BrowserLoginService(providers, logins, usedStates, clock, new SecureRandom()),
            metrics),
        audit);
  }

  @Bean
  SessionLifetimes sessionLifetimes(SessionProperties session) {
    return session.lifetimes();
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  Sessions sessions(
      ObjectProvider<SessionStore> stores,
      ObjectProvider<SessionLookup> lookups,
      ObjectProvider<AuditLog> logs,
      UserRepository users,
      SessionLifetimes lifetimes,
      Clock clock,
      MeterRegistry metrics) {
    SessionStore store = stores.getIfAvailable();
    if (store == null) {
      throw new IllegalArgumentException(
          "no SessionStore is installed, so there is nowhere to keep sessions: add one, or set"
              + " gatehouse.session.enabled=false");
    }
    return new SessionsService(
        store,
        users,
        lookups.getIfAvailable(() -> SessionLookup.of(store, users)),
        lifetimes,
        new SecureRandom(),
        clock,
        List.of(new SessionMetrics(metrics), new SessionAudit(requireAuditLog(logs), clock)));
  }

  private static AuditLog requireAuditLog(ObjectProvider<AuditLog> logs) {
    AuditLog log = logs.getIfAvailable();
    if (log == null) {
      throw new IllegalArgumentException(
          "no AuditLog is installed, so nobody could say afterwards who logged in: add one");
    }
    return log;
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
