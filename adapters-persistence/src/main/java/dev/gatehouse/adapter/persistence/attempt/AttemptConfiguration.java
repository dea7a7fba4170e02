package dev.gatehouse.adapter.persistence.attempt;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.operation.ExpiringRows;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps used states in the database, unless another store is installed. */
@Configuration(proxyBeanMethods = false)
public class AttemptConfiguration {

  @Bean
  @ConditionalOnMissingBean
  UsedStateStore usedStates(HikariDataSource dataSource) {
    return new JdbcUsedStateStore(dataSource);
  }

  @Bean
  ExpiringRows expiredStates(UsedStateStore states) {
    return states::removeExpired;
  }
}
