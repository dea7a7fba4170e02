package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.LoginEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts events into the outbox. Those of registrations {@link JdbcUserRepository} puts there in its
 * transaction; a returning user's login has none, and is put there a moment later.
 */
final class JdbcLoginEvents implements LoginEvents {

  private final Store store;
  private final JdbcTemplate jdbc;
  private final OutboxRows rows;
  private final BackgroundWriter<LoginEvent> writer =
      new BackgroundWriter<>("login events", this::write);

  JdbcLoginEvents(HikariDataSource dataSource, OutboxRows rows) {
    this.store = new Store(dataSource);
    this.jdbc = new JdbcTemplate(dataSource);
    this.rows = rows;
  }

  @Override
  public void publish(LoginEvent event) {
    switch (event.type()) {
      case LOGGED_IN -> writer.take(event);
      case REGISTERED -> {}
    }
  }

  /** What does the writing; to be started and stopped. */
  BackgroundWriter<LoginEvent> writer() {
    return writer;
  }

  private void write(List<LoginEvent> events) {
    List<@Nullable Object[]> batch = rows.rows(events);
    // Again: an attempt whose answer was lost may have written them.
    store.call(
        _ -> {
          OutboxRows.INSERTION.insert(jdbc, batch);
          return batch;
        },
        _ -> {
          OutboxRows.INSERTION.insertMissing(jdbc, batch);
          return batch;
        });
  }
}
