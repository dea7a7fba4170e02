package dev.gatehouse.adapter.persistence.connection;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the database among what readiness depends on, where there is such a thing as health. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnWebApplication
class HealthConfiguration {

  /** Not a candidate for who asks for a data source, like the one for registrations. */
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
