package dev.gatehouse.integration.support;

import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.account.InMemoryAccountStore;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Fakes of everything that a database would hold, and so no database. */
@TestConfiguration(proxyBeanMethods = false)
public class InMemoryStores {

  // Not taken from the context, where tracing may stand before them.
  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final InMemorySessionStore sessions = new InMemorySessionStore();

  @Bean
  InMemoryUserRepository users() {
    return users;
  }

  @Bean
  InMemorySessionStore sessionStore() {
    return sessions;
  }

  @Bean
  InMemoryAccountStore accountStore(
      Clock clock,
      ObjectProvider<AccountChangeObserver> changes,
      ObjectProvider<SessionObserver> observers) {
    return new InMemoryAccountStore(
        users,
        sessions,
        clock,
        (change, recordedIn) -> changes.forEach(observer -> observer.changed(change, recordedIn)),
        end -> observers.forEach(observer -> observer.ended(end)));
  }

  @Bean
  InMemoryAuditLog auditLog() {
    return new InMemoryAuditLog();
  }

  @Bean
  InMemoryUsedStateStore usedStates() {
    return new InMemoryUsedStateStore();
  }
}
