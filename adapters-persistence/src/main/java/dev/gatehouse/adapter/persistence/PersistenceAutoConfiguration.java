package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.application.operation.OperatorCommand;
import dev.gatehouse.application.operation.SettingsCheck;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Installs the users in a database, after bringing its schema up to date, and the commands of those
 * who run it. Any other {@link UserRepository} takes the place of all of it: then no database is
 * asked for, opened or migrated.
 */
@AutoConfiguration
// Last, so that a replacement is seen wherever it comes from, another auto-configuration included.
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean(UserRepository.class)
@EnableConfigurationProperties({DatabaseProperties.class, AuditProperties.class})
@Import({
  AuditConfiguration.class,
  LoginEventsConfiguration.class,
  OutboxConfiguration.class,
  HealthConfiguration.class,
  PoolMetricsConfiguration.class
})
class PersistenceAutoConfiguration {

  @Bean
  SettingsCheck databaseSettings(DatabaseProperties properties) {
    return properties::complete;
  }

  @Bean
  HikariDataSource dataSource(DatabaseProperties properties) {
    DatabaseProperties.Complete database = properties.complete();
    new SchemaMigration(database).runUnlessDone();
    return ConnectionPool.open(database);
  }

  /** Not a candidate for who asks for a data source: that is the other one. */
  @Bean(defaultCandidate = false)
  HikariDataSource registrations(DatabaseProperties properties) {
    return ConnectionPool.openForRegistrations(properties.complete());
  }

  @Bean
  UserRepository userRepository(
      HikariDataSource dataSource,
      @Qualifier("registrations") HikariDataSource registrations,
      ObjectProvider<WithRegistration> companions,
      Clock clock) {
    return new JdbcUserRepository(
        dataSource, registrations, companions.orderedStream().toList(), clock);
  }

  @Bean
  OperatorCommand migrateCommand(DatabaseProperties properties) {
    return new MigrateCommand(properties);
  }

  @Bean
  OperatorCommand doctorCommand(DatabaseProperties properties) {
    return new DoctorCommand(properties);
  }

  /** There where sessions are kept here, and the records of their ends with them. */
  record SessionsHere() {}

  // Before the store: then it is not yet there to be seen.
  @Bean
  @ConditionalOnMissingBean(SessionStore.class)
  SessionsHere sessionsHere() {
    return new SessionsHere();
  }

  @Bean
  @ConditionalOnMissingBean
  SessionStore sessionStore(
      HikariDataSource dataSource, ObjectProvider<WithSessionEnd> companions, Clock clock) {
    return new JdbcSessionStore(dataSource, companions.orderedStream().toList(), clock);
  }

  @Bean
  @ConditionalOnMissingBean
  SpentStates spentStates(HikariDataSource dataSource) {
    return new JdbcSpentStates(dataSource);
  }

  /** Only where logins leave rows behind: an operator's command would be kept waiting. */
  @Bean
  @ConditionalOnWebApplication
  Purge purge(
      SessionStore sessions,
      SpentStates spentStates,
      ObjectProvider<JdbcAuditLog> audit,
      Clock clock) {
    List<Purge.Expiring> kinds = new ArrayList<>();
    kinds.add(sessions::removeExpired);
    kinds.add(spentStates::removeExpired);
    audit.ifAvailable(log -> kinds.add(log::removeExpired));
    return new Purge(kinds, clock, new SplittableRandom());
  }
}
