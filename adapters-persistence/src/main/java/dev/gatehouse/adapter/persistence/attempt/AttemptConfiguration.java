package dev.gatehouse.adapter.persistence.attempt;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.application.operation.ExpiringRows;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps used states in the database, unless another store is installed. */
@Configuration(proxyBeanMethods = false)
public class AttemptConfiguration {

  @Bean
  @ConditionalOnMissingBean
  SpentStates spentStates(HikariDataSource dataSource) {
    return new JdbcSpentStates(dataSource);
  }

  @Bean
  ExpiringRows expiredStates(SpentStates states) {
    return states::removeExpired;
  }
}
