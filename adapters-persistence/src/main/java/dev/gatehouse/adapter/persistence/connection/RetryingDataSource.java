package dev.gatehouse.adapter.persistence.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Opens the connections of a pool. While the database is unreachable it tries every {@link #PAUSE},
 * so the pool recovers at once. The pool itself would pause up to five seconds between attempts.
 *
 * <p>Callers wait in the pool, which has its own time-out.
 */
final class RetryingDataSource extends AbstractDriverBasedDataSource {

  private static final Logger log = LoggerFactory.getLogger(RetryingDataSource.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final PrimaryDataSource database;
  private volatile BooleanSupplier wanted = () -> true;
  private volatile boolean away;

  RetryingDataSource(String url, Properties options) {
    this.database = new PrimaryDataSource(url, options);
  }

  /** Retries only while this is true. */
  void retryWhile(BooleanSupplier wanted) {
    this.wanted = wanted;
  }

  /** Whether the latest attempt failed. */
  boolean isAway() {
    return away;
  }

  /** The seconds that a closing pool waits for a connection that is being opened. */
  @Override
  public int getLoginTimeout() {
    return 2;
  }

  /** The driver's options set the time-out, in milliseconds. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  protected Connection getConnectionFromDriver(Properties options) throws SQLException {
    while (true) {
      try {
        Connection connection = database.getConnection();
        if (away) {
          away = false;
          log.info("The database is back.");
        }
        return connection;
      } catch (SQLException e) {
        if (!away) {
          log.warn("No connection to the database: {}", e.getMessage());
          away = true;
        }
        pauseUnlessUnwanted(e);
      }
    }
  }

  private void pauseUnlessUnwanted(SQLException failure) throws SQLException {
    if (!wanted.getAsBoolean()) {
      throw failure;
    }
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
