package dev.gatehouse.adapter.persistence.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.application.operation.StorageRetry;
import java.time.Clock;
import java.util.SplittableRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What modules use for rows of their own, and the cleanup of all expired rows. */
@Configuration(proxyBeanMethods = false)
public class JdbcConfiguration {

  @Bean
  StorageRetry storageRetry(HikariDataSource dataSource) {
    return new DatabaseRetry(dataSource);
  }

  /** Not for an operator's command, which must not open the pool or wait for a cleanup. */
  @Bean
  @ConditionalOnWebApplication
  ExpiredRowCleanup expiredRowCleanup(
      HikariDataSource dataSource,
      DatabaseProperties properties,
      ObjectProvider<ExpiringRows> kinds,
      Clock clock) {
    // H2 has no named locks, and no second replica uses it.
    return new ExpiredRowCleanup(
        kinds.orderedStream().toList(),
        properties.complete().isMySql() ? new CleanupLock(dataSource)::runIfFree : Runnable::run,
        clock,
        new SplittableRandom());
  }
}
