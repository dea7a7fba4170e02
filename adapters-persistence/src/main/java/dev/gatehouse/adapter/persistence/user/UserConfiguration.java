package dev.gatehouse.adapter.persistence.user;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps users in the database. */
@Configuration(proxyBeanMethods = false)
public class UserConfiguration {

  @Bean
  UserRepository userRepository(
      HikariDataSource dataSource,
      @Qualifier("registrations") HikariDataSource registrations,
      ObjectProvider<ChangeRecorder> recorders,
      Clock clock) {
    return new JdbcUserRepository(
        dataSource, registrations, recorders.orderedStream().toList(), clock);
  }
}
