package dev.gatehouse.adapter.persistence.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A named lock of MySQL or MariaDB that one replica holds while it removes expired rows. The server
 * releases it when the replica's connection ends. Thread-safe.
 */
final class CleanupLock {

  private static final Logger log = LoggerFactory.getLogger(CleanupLock.class);
  private static final String NAME = "left(concat('gatehouse.cleanup.', database()), 64)";

  private final DatabaseRetry retry;
  private final JdbcTemplate jdbc;

  CleanupLock(HikariDataSource dataSource) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * Runs the work unless another replica holds the lock. Never waits for the lock.
   *
   * @param work does not throw
   */
  void runIfFree(Runnable work) {
    retry.call(() -> jdbc.execute((ConnectionCallback<Boolean>) one -> runIfFree(one, work)));
  }

  private static boolean runIfFree(Connection one, Runnable work) {
    JdbcClient connection = JdbcClient.create(new SingleConnectionDataSource(one, true));
    boolean acquired = ask(connection, "get_lock(" + NAME + ", 0)").equals(Optional.of(1L));
    if (acquired) {
      work.run();
      try {
        ask(connection, "release_lock(" + NAME + ")");
      } catch (DataAccessException e) {
        log.debug("The lock was released with its connection", e);
      }
    }
    return acquired;
  }

  private static Optional<Long> ask(JdbcClient connection, String function) {
    return connection.sql("select " + function).query(Long.class).optional();
  }
}
