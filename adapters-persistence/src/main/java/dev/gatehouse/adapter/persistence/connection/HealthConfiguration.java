package dev.gatehouse.adapter.persistence.connection;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the database to the readiness check, if health is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnWebApplication
class HealthConfiguration {

  /** No candidate for injection by type: that is the main pool. */
  @Bean(defaultCandidate = false)
  HikariDataSource healthProbe(DatabaseProperties properties) {
    return ConnectionPool.openForHealth(properties.complete());
  }

  /** Named for the readiness group: {@code database}. */
  @Bean
  HealthIndicator databaseHealthIndicator(@Qualifier("healthProbe") HikariDataSource probe) {
    return new DatabaseHealth(probe, System::nanoTime);
  }
}
