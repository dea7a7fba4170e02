package dev.gatehouse.adapter.persistence.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.BackgroundWriter;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.LoginEvents;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts events into the outbox, in the background. The store of users writes the events of its own
 * changes in the transactions of these.
 */
final class JdbcLoginEvents implements LoginEvents {

  private final DatabaseRetry retry;
  private final JdbcTemplate jdbc;
  private final OutboxRows rows;
  private final BackgroundWriter<LoginEvent> writer =
      new BackgroundWriter<>("login events", this::write);

  JdbcLoginEvents(HikariDataSource dataSource, OutboxRows rows) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = new JdbcTemplate(dataSource);
    this.rows = rows;
  }

  @Override
  public void publish(LoginEvent event) {
    writer.take(event);
  }

  /** What does the writing; to be started and stopped. */
  BackgroundWriter<LoginEvent> writer() {
    return writer;
  }

  private void write(List<LoginEvent> events) {
    OutboxRows.INSERTION.insertOnce(retry, jdbc, rows.rows(events));
  }
}
