package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.account.AccountConfiguration;
import dev.gatehouse.adapter.persistence.attempt.AttemptConfiguration;
import dev.gatehouse.adapter.persistence.audit.AuditConfiguration;
import dev.gatehouse.adapter.persistence.audit.AuditProperties;
import dev.gatehouse.adapter.persistence.connection.ConnectionConfiguration;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.jdbc.JdbcConfiguration;
import dev.gatehouse.adapter.persistence.outbox.LoginEventsConfiguration;
import dev.gatehouse.adapter.persistence.outbox.OutboxConfiguration;
import dev.gatehouse.adapter.persistence.schema.SchemaConfiguration;
import dev.gatehouse.adapter.persistence.schema.SchemaMigration;
import dev.gatehouse.adapter.persistence.session.SessionConfiguration;
import dev.gatehouse.adapter.persistence.user.UserConfiguration;
import dev.gatehouse.domain.user.UserRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Installs the stores in a database, after bringing its schema up to date, and the operator's
 * commands. Another {@link UserRepository} replaces all of it: then no database is needed, opened
 * or migrated.
 */
@AutoConfiguration
// Last, so that a replacement is seen wherever it comes from, another auto-configuration included.
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean(UserRepository.class)
@EnableConfigurationProperties({DatabaseProperties.class, AuditProperties.class})
@Import({
  ConnectionConfiguration.class,
  SchemaConfiguration.class,
  UserConfiguration.class,
  AccountConfiguration.class,
  SessionConfiguration.class,
  AttemptConfiguration.class,
  AuditConfiguration.class,
  LoginEventsConfiguration.class,
  OutboxConfiguration.class,
  JdbcConfiguration.class
})
class PersistenceAutoConfiguration {

  @Bean
  HikariDataSource dataSource(DatabaseProperties properties) {
    DatabaseProperties.Complete database = properties.complete();
    new SchemaMigration(database).runUnlessDone();
    return ConnectionPool.open(database);
  }
}
