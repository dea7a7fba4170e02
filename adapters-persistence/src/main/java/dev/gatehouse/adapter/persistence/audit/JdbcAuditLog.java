package dev.gatehouse.adapter.persistence.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.BackgroundWriter;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.ExpiredRows;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Audit records in the table {@code audit_log}, written in the background. The stores of users and
 * sessions write the records of their own changes in the transactions of these.
 */
final class JdbcAuditLog implements AuditLog {

  private final DatabaseRetry retry;
  private final JdbcTemplate jdbc;
  private final AuditRows rows;
  private final ExpiredRows expired;
  private final Duration retention;
  private final BackgroundWriter<AuditRecord> writer =
      new BackgroundWriter<>("audit records", this::write);

  /**
   * @param retention how long a record is kept
   */
  JdbcAuditLog(HikariDataSource dataSource, AuditRows rows, Duration retention) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = new JdbcTemplate(dataSource);
    this.rows = rows;
    this.expired = new ExpiredRows(dataSource, AuditRows.TABLE, "id", "at");
    this.retention = retention;
  }

  @Override
  public void record(AuditRecord entry) {
    writer.take(entry);
  }

  /** What does the writing; to be started and stopped. */
  BackgroundWriter<AuditRecord> writer() {
    return writer;
  }

  /** Removes records that are older than they are kept, as {@link ExpiredRows} does. */
  int removeExpired(Instant now, int atMost) {
    return expired.remove(now.minus(retention), atMost);
  }

  private void write(List<AuditRecord> records) {
    AuditRows.insertion().insertOnce(retry, jdbc, rows.rows(records));
  }
}
