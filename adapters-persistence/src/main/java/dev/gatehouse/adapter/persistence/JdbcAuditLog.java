package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Audit records in the table {@code audit_log}. Those of registrations and ended sessions are
 * written by {@link JdbcUserRepository} and {@link JdbcSessionStore}, in their transactions; all
 * others, which have none, a moment later.
 */
final class JdbcAuditLog implements AuditLog {

  private final Store store;
  private final JdbcTemplate jdbc;
  private final AuditRows rows;
  private final ExpiredRows expired;
  private final Duration retention;
  private final boolean endsRecordedByStore;
  private final BackgroundWriter<AuditRecord> writer =
      new BackgroundWriter<>("audit records", this::write);

  /**
   * @param retention how long a record is kept
   * @param endsRecordedByStore whether the store of sessions writes the records of their ends
   */
  JdbcAuditLog(
      HikariDataSource dataSource,
      AuditRows rows,
      Duration retention,
      boolean endsRecordedByStore) {
    this.store = new Store(dataSource);
    this.jdbc = new JdbcTemplate(dataSource);
    this.rows = rows;
    this.expired = new ExpiredRows(dataSource, AuditRows.TABLE, "id", "at");
    this.retention = retention;
    this.endsRecordedByStore = endsRecordedByStore;
  }

  @Override
  public void record(AuditRecord entry) {
    switch (entry.event()) {
      case LOGIN, REFUSAL -> writer.take(entry);
      case SESSION_END -> {
        if (!endsRecordedByStore) {
          writer.take(entry);
        }
      }
      case REGISTRATION -> {}
    }
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
    List<@Nullable Object[]> batch = rows.rows(records);
    // Again: an attempt whose answer was lost may have written them.
    store.call(
        _ -> {
          AuditRows.insertion().insert(jdbc, batch);
          return batch;
        },
        _ -> {
          AuditRows.insertion().insertMissing(jdbc, batch);
          return batch;
        });
  }
}
