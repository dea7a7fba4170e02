package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Installs the users in a database, after bringing its schema up to date. Any other {@link
 * UserRepository} takes the place of all of it: then no database is asked for, opened or migrated.
 */
@AutoConfiguration
// Last, so that a replacement is seen wherever it comes from, another auto-configuration included.
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean(UserRepository.class)
@EnableConfigurationProperties(DatabaseProperties.class)
class PersistenceAutoConfiguration {

  @Bean
  HikariDataSource dataSource(DatabaseProperties properties) {
    DatabaseProperties.Complete database = properties.complete();
    SchemaMigration.run(database);
    return ConnectionPool.open(database);
  }

  @Bean
  UserRepository userRepository(DataSource dataSource, Clock clock) {
    return new JdbcUserRepository(
        JdbcClient.create(dataSource),
        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
        clock);
  }

  @Bean
  @ConditionalOnMissingBean
  SessionStore sessionStore(DataSource dataSource) {
    return JdbcSessionStore.on(dataSource);
  }

  @Bean
  @ConditionalOnMissingBean
  SpentStates spentStates(DataSource dataSource) {
    return JdbcSpentStates.on(dataSource);
  }

  @Bean
  Purge purge(SessionStore sessions, SpentStates spentStates, Clock clock) {
    return new Purge(
        List.of(sessions::removeExpired, spentStates::removeExpired),
        clock,
        new SplittableRandom());
  }
}
