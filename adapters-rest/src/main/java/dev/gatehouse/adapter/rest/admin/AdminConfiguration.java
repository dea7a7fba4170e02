package dev.gatehouse.adapter.rest.admin;

import dev.gatehouse.adapter.rest.request.RateLimiter;
import dev.gatehouse.application.admin.UserAdministration;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.RefusalAudit;
import dev.gatehouse.application.operation.SettingsCheck;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What back-offices do with users; off unless there is a port for it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
public class AdminConfiguration {

  @Bean
  @ConditionalOnProperty("gatehouse.admin.port")
  UserAdministrationController userAdministrationController(
      UserAdministration users,
      AdminProperties properties,
      AuditLog log,
      RefusalAudit refusals,
      RateLimiter limiter,
      Clock clock) {
    return new UserAdministrationController(
        users, new AdminAccess(properties, log, refusals, limiter, clock));
  }

  /** Two parts of the service cannot share a port. */
  @Bean
  SettingsCheck adminPortIsItsOwn(AdminProperties properties, Environment environment) {
    return () -> {
      for (String other : List.of("server.port", "management.server.port")) {
        Integer port = environment.getProperty(other, Integer.class);
        if (properties.port() != null && properties.port().equals(port)) {
          throw new IllegalArgumentException(
              "gatehouse.admin.port must differ from " + other + ": choose a port of its own");
        }
      }
    };
  }
}
