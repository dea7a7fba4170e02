package dev.gatehouse.adapter.persistence.user;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.BackgroundWriter;
import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps users in the database. */
@Configuration(proxyBeanMethods = false)
public class UserConfiguration {

  @Bean
  LastUses lastUses(HikariDataSource dataSource) {
    return new LastUses(dataSource);
  }

  // A command writes nothing in the background and must not open the pool.
  @Bean
  @ConditionalOnWebApplication
  BackgroundWriter<LastUses.Use> lastUseWriter(LastUses lastUses) {
    return lastUses.writer();
  }

  @Bean
  UserRepository userRepository(
      HikariDataSource dataSource,
      @Qualifier("registrations") HikariDataSource registrations,
      ObjectProvider<ChangeRecorder> recorders,
      LastUses lastUses,
      Clock clock) {
    return new JdbcUserRepository(
        dataSource, registrations, recorders.orderedStream().toList(), lastUses, clock);
  }
}
