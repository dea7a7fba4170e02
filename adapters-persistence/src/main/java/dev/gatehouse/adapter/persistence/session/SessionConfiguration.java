package dev.gatehouse.adapter.persistence.session;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.application.session.SessionStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps sessions in the database, unless another store is installed. */
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {

  /** Exists if sessions are kept here. */
  record SessionsHere() {}

  // Before the store, because its condition asks whether there is another store.
  @Bean
  @ConditionalOnMissingBean(SessionStore.class)
  SessionsHere sessionsHere() {
    return new SessionsHere();
  }

  @Bean
  @ConditionalOnMissingBean
  SessionStore sessionStore(
      HikariDataSource dataSource, ObjectProvider<ChangeRecorder> recorders, Clock clock) {
    return new JdbcSessionStore(dataSource, recorders.orderedStream().toList(), clock);
  }

  /** Joins the tables of the store above. Without it the core asks both stores. */
  @Bean
  @ConditionalOnBean(SessionsHere.class)
  SessionLookup sessionLookup(HikariDataSource dataSource) {
    return new JdbcSessionLookup(dataSource);
  }

  @Bean
  ExpiringRows expiredSessions(SessionStore sessions) {
    return sessions::removeExpired;
  }
}
