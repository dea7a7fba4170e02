package dev.gatehouse.adapter.persistence.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.BackgroundWriter;
import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.LoginEvents;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts events into the outbox of the database, if a receiver is installed and no other publisher
 * replaces this one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(EventReceiver.class)
@ConditionalOnMissingBean(LoginEvents.class)
public class LoginEventsConfiguration {

  @Bean
  OutboxRows outboxRows() {
    return new OutboxRows(new SecureRandom());
  }

  @Bean
  JdbcLoginEvents loginEvents(HikariDataSource dataSource, OutboxRows rows) {
    return new JdbcLoginEvents(dataSource, rows);
  }

  // A command writes nothing in the background and must not open the pool.
  @Bean
  @ConditionalOnWebApplication
  BackgroundWriter<LoginEvent> eventWriter(JdbcLoginEvents events) {
    return events.writer();
  }

  @Bean
  @ConditionalOnWebApplication
  MeterBinder eventMetrics(JdbcLoginEvents events) {
    return OutboxConfiguration.lost("not_stored", events.writer(), BackgroundWriter::lost);
  }
}
