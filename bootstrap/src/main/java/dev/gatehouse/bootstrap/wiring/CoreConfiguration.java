package dev.gatehouse.bootstrap.wiring;

import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.AccountClosureService;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.AccountObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.LoginMethodsService;
import dev.gatehouse.application.account.OwnProfile;
import dev.gatehouse.application.account.PendingRegistrations;
import dev.gatehouse.application.account.PendingRegistrationsService;
import dev.gatehouse.application.account.UnusedIdentities;
import dev.gatehouse.application.audit.AccountAudit;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.LoginAudit;
import dev.gatehouse.application.audit.RefusalAudit;
import dev.gatehouse.application.audit.SessionAudit;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.BrowserLoginService;
import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.event.LoginEvents;
import dev.gatehouse.application.event.LoginPublisher;
import dev.gatehouse.application.login.DormantIdentities;
import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.application.login.ProvenLogin;
import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.application.session.SessionsService;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.user.UserRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the core from the installed adapters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccountProperties.class, RegistrationProperties.class})
class CoreConfiguration {

  private static final Logger log = LoggerFactory.getLogger(CoreConfiguration.class);

  @Bean
  IdentityProviders identityProviders(List<IdentityProvider> providers) {
    return new IdentityProviders(providers);
  }

  /** The audit log and the events hear of logins after the other listeners. */
  @Bean
  LoginOutcomes loginOutcomes(
      IdentityProviders providers,
      ObjectProvider<LoginListener> installed,
      ObjectProvider<AuditLog> logs,
      ObjectProvider<LoginEvents> events,
      Clock clock) {
    List<LoginListener> listeners = new ArrayList<>(installed.orderedStream().toList());
    listeners.add(new LoginAudit(requireAuditLog(logs)));
    events.ifAvailable(publisher -> listeners.add(new LoginPublisher(publisher)));
    return new LoginOutcomes(
        providers, listeners, clock, defect -> log.error("a login listener failed", defect));
  }

  @Bean
  LoginOrRegisterService loginOrRegister(
      LoginOutcomes outcomes,
      UserRepository users,
      RegistrationProperties registration,
      IdentityProviders providers,
      ObjectProvider<AccountStore> accounts,
      Clock clock) {
    AccountStore store = accounts.getIfAvailable();
    return new LoginOrRegisterService(
        outcomes,
        users,
        registration.defaultUserName(),
        registration.mode(),
        store == null ? DormantIdentities.NONE : new UnusedIdentities(providers, store, clock));
  }

  @Bean
  BrowserLogin browserLogin(
      IdentityProviders providers,
      GuardedLogin logins,
      LoginOutcomes outcomes,
      ObjectProvider<UsedStateStore> stores,
      Clock clock) {
    UsedStateStore usedStates = stores.getIfAvailable();
    if (usedStates == null) {
      throw new IllegalArgumentException(
          "no UsedStateStore is installed, so nothing would stop a browser's login from being"
              + " repeated: add one");
    }
    return new BrowserLoginService(
        providers, logins, outcomes, usedStates, clock, new SecureRandom());
  }

  @Bean
  RefusalAudit refusalAudit(ObjectProvider<AuditLog> logs, Clock clock) {
    return new RefusalAudit(requireAuditLog(logs), clock);
  }

  @Bean
  SessionAudit sessionAudit(ObjectProvider<AuditLog> logs, RefusalAudit refusals, Clock clock) {
    return new SessionAudit(requireAuditLog(logs), clock, refusals);
  }

  @Bean
  AccountAudit accountAudit(ObjectProvider<AuditLog> logs) {
    return new AccountAudit(requireAuditLog(logs));
  }

  @Bean
  AccountChangeObserver publishedChanges(ObjectProvider<LoginEvents> events) {
    return (change, recordedIn) ->
        events.ifAvailable(publisher -> new LoginPublisher(publisher).changed(change, recordedIn));
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  SessionsService sessions(
      ObjectProvider<SessionStore> stores,
      ObjectProvider<SessionLookup> lookups,
      UserRepository users,
      ObjectProvider<SessionObserver> observers,
      ObjectProvider<SessionLifetimes> lifetimes,
      Clock clock) {
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
        lifetimes.getIfAvailable(() -> SessionLifetimes.DEFAULT),
        new SecureRandom(),
        clock,
        observers.orderedStream().toList());
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  LoginMethodsService loginMethods(
      IdentityProviders providers,
      UserRepository users,
      ObjectProvider<AccountStore> accounts,
      ObjectProvider<SessionStore> sessions,
      List<AccountObserver> observers,
      ObjectProvider<UsedStateStore> usedStates,
      AccountProperties account,
      Clock clock) {
    return new LoginMethodsService(
        providers,
        users,
        accounts.getIfAvailable(),
        sessions.getObject(),
        attempt -> observers.forEach(observer -> observer.tried(attempt)),
        new LoginMethodsService.Browsers(usedStates.getObject(), new SecureRandom()),
        account.freshFor(),
        clock);
  }

  @Bean
  PendingRegistrations pendingRegistrations(
      ProvenLogin logins,
      ObjectProvider<LoginMethodsService> methods,
      ObjectProvider<AccountStore> accounts,
      UsedStateStore usedStates,
      Clock clock) {
    return new PendingRegistrationsService(
        logins, methods.getIfAvailable(), accounts.getIfAvailable(), usedStates, clock);
  }

  @Bean
  AccountClosure accountClosure(
      ObjectProvider<AccountStore> accounts,
      ProvenLogin logins,
      UsedStateStore usedStates,
      AccountProperties account,
      RegistrationProperties registration,
      Clock clock) {
    return new AccountClosureService(
        accounts.getIfAvailable(),
        logins,
        usedStates,
        new AccountClosureService.Terms(
            account.freshFor(), account.closure().grace(), registration.defaultUserName()),
        clock);
  }

  @Bean
  ExpiringRows closingAccounts(
      ObjectProvider<AccountStore> accounts, RegistrationProperties registration) {
    return (now, atMost) -> {
      AccountStore store = accounts.getIfAvailable();
      return store == null ? 0 : store.closeDue(now, atMost, registration.defaultUserName());
    };
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  OwnProfile ownProfile(ObjectProvider<AccountStore> stores) {
    AccountStore store = stores.getIfAvailable();
    return (session, change) -> {
      if (store == null) {
        throw new AccountException.NotOffered();
      }
      return store.change(session.user().id(), change).orElseThrow(SessionInvalidException::new);
    };
  }

  private static AuditLog requireAuditLog(ObjectProvider<AuditLog> logs) {
    AuditLog log = logs.getIfAvailable();
    if (log == null) {
      throw new IllegalArgumentException(
          "no AuditLog is installed, so no record would say afterwards who logged in: add one");
    }
    return log;
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
