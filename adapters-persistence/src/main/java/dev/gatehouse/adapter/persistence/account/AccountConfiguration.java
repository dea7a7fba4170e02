package dev.gatehouse.adapter.persistence.account;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.session.SessionEndWriter;
import dev.gatehouse.application.account.AccountStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the login methods of users in the database. */
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {

  @Bean
  @ConditionalOnMissingBean
  AccountStore accountStore(
      HikariDataSource dataSource,
      @Qualifier("registrations") HikariDataSource registrations,
      ObjectProvider<AccountChangeWriter> changes,
      ObjectProvider<SessionEndWriter> ends,
      Clock clock) {
    return new JdbcAccountStore(
        dataSource,
        registrations,
        changes.orderedStream().toList(),
        ends.orderedStream().toList(),
        clock);
  }
}
