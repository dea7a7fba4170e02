package dev.gatehouse.adapter.persistence.account;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.session.SessionObserver;
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
      ObjectProvider<ChangeRecorder> recorders,
      ObjectProvider<AccountChangeObserver> changes,
      ObjectProvider<SessionObserver> observers,
      Clock clock) {
    return new JdbcAccountStore(
        dataSource,
        registrations,
        recorders.orderedStream().toList(),
        (change, recordedIn) -> changes.forEach(observer -> observer.changed(change, recordedIn)),
        end -> observers.forEach(observer -> observer.ended(end)),
        clock);
  }
}
