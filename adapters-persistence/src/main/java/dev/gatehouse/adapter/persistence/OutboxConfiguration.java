package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.LoginEvent;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events wait in the database, where somebody is installed who wants to be told of them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(EventReceiver.class)
class OutboxConfiguration {

  @Bean
  OutboxRows outboxRows() {
    return new OutboxRows(new SecureRandom());
  }

  @Bean
  JdbcOutbox outbox(HikariDataSource dataSource) {
    return new JdbcOutbox(dataSource);
  }

  @Bean
  JdbcLoginEvents loginEvents(HikariDataSource dataSource, OutboxRows rows) {
    return new JdbcLoginEvents(dataSource, rows);
  }

  // A command has nothing written in the background and must not open the pool for it.
  @Bean
  @ConditionalOnWebApplication
  BackgroundWriter<LoginEvent> eventWriter(JdbcLoginEvents events) {
    return events.writer();
  }

  @Bean
  @ConditionalOnWebApplication
  MeterBinder eventMetrics(JdbcLoginEvents events, JdbcOutbox outbox) {
    return registry -> {
      lost("not_stored", events.writer(), BackgroundWriter::lost).register(registry);
      lost("unreadable", outbox, JdbcOutbox::lost).register(registry);
    };
  }

  private static <T> FunctionCounter.Builder<T> lost(
      String reason, T source, ToDoubleFunction<T> count) {
    return FunctionCounter.builder("gatehouse.events.lost", source, count)
        .description("Events that nobody will hear of")
        .tag("reason", reason);
  }
}
