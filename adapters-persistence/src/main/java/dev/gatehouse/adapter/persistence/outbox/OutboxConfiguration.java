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

/** Events wait in the database, where somebody is installed who wants to be told of them. */
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

  /** Has what a source has lost counted under a reason. */
  static <T> MeterBinder lost(String reason, T source, ToDoubleFunction<T> count) {
    return registry ->
        FunctionCounter.builder("gatehouse.events.lost", source, count)
            .description("Events that nobody will hear of")
            .tag("reason", reason)
            .register(registry);
  }
}
