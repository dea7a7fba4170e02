package dev.gatehouse.adapter.persistence.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.BackgroundWriter;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.operation.ExpiringRows;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the audit log in the database, unless another one is installed. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(AuditLog.class)
public class AuditConfiguration {

  @Bean
  AuditRows auditRows() {
    return new AuditRows(new SecureRandom());
  }

  @Bean
  JdbcAuditLog auditLog(HikariDataSource dataSource, AuditRows rows, AuditProperties audit) {
    return new JdbcAuditLog(dataSource, rows, audit.retention());
  }

  @Bean
  AuditTrail auditTrail(HikariDataSource dataSource) {
    return new JdbcAuditTrail(dataSource);
  }

  @Bean
  ExpiringRows expiredAuditRecords(JdbcAuditLog log) {
    return log::removeExpired;
  }

  // A command writes nothing in the background and must not open the pool.
  @Bean
  @ConditionalOnWebApplication
  BackgroundWriter<AuditRecord> auditWriter(JdbcAuditLog log) {
    return log.writer();
  }

  @Bean
  @ConditionalOnWebApplication
  MeterBinder auditMetrics(JdbcAuditLog log) {
    return registry ->
        FunctionCounter.builder("gatehouse.audit.lost", log.writer(), BackgroundWriter::lost)
            .description("Audit records that were dropped")
            .register(registry);
  }
}
