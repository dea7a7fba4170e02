package dev.gatehouse.adapter.persistence.connection;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.operation.SettingsCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pools besides the main one, their metrics, and the health of the database. */
@Configuration(proxyBeanMethods = false)
@Import({HealthConfiguration.class, PoolMetricsConfiguration.class})
public class ConnectionConfiguration {

  @Bean
  SettingsCheck databaseSettings(DatabaseProperties properties) {
    return properties::complete;
  }

  /** No candidate for injection by type: that is the main pool. */
  @Bean(defaultCandidate = false)
  HikariDataSource registrations(DatabaseProperties properties) {
    return ConnectionPool.openForRegistrations(properties.complete());
  }
}
