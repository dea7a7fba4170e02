package dev.gatehouse.adapter.persistence.connection;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Measures the pools ({@code hikaricp.*}), if Micrometer is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
// A command must not open the pools for their metrics.
@ConditionalOnWebApplication
class PoolMetricsConfiguration {

  @Bean
  MeterBinder poolMetrics(
      HikariDataSource dataSource, @Qualifier("registrations") HikariDataSource registrations) {
    return registry ->
        List.of(dataSource, registrations)
            .forEach(pool ->
                pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
  }
}
