package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows the database among what readiness depends on, where there is such a thing as health. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class HealthConfiguration {

  /** Named for the readiness group: {@code database}. */
  @Bean
  HealthIndicator databaseHealthIndicator(HikariDataSource dataSource) {
    return new DatabaseHealth(dataSource, System::nanoTime);
  }
}
