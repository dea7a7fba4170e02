package dev.gatehouse.adapter.persistence.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.Outbox;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps events in the database until they are delivered, if a receiver is installed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(EventReceiver.class)
@ConditionalOnMissingBean(Outbox.class)
public class OutboxConfiguration {

  @Bean
  JdbcOutbox outbox(HikariDataSource dataSource) {
    return new JdbcOutbox(dataSource);
  }

  @Bean
  @ConditionalOnWebApplication
  MeterBinder outboxMetrics(JdbcOutbox outbox) {
    return lost("unreadable", outbox, JdbcOutbox::lost);
  }

  /** Counts the events that a source lost, under a reason. */
  static <T> MeterBinder lost(String reason, T source, ToDoubleFunction<T> count) {
    return registry ->
        FunctionCounter.builder("gatehouse.events.lost", source, count)
            .description("Events that are never delivered")
            .tag("reason", reason)
            .register(registry);
  }
}
