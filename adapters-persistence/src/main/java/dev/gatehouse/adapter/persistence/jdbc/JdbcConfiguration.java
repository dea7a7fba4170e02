package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.application.operation.ExpiringRows;
import java.time.Clock;
import java.util.SplittableRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes expired rows, where logins leave rows behind: an operator's command must not wait. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
public class JdbcConfiguration {

  @Bean
  ExpiredRowCleanup expiredRowCleanup(ObjectProvider<ExpiringRows> kinds, Clock clock) {
    return new ExpiredRowCleanup(kinds.orderedStream().toList(), clock, new SplittableRandom());
  }
}
