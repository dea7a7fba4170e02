package dev.gatehouse.bootstrap.observation;

import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.session.SessionObserver;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Shows operators what happens: a log line for each login, and metrics. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  LoginLog loginLog() {
    return new LoginLog();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  LoginListener loginMetrics(MeterRegistry metrics) {
    return new LoginMetrics(metrics);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SessionObserver sessionMetrics(MeterRegistry metrics) {
    return new SessionMetrics(metrics);
  }
}
