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
 * Opens the connections of a pool and never gives up: a database that is away is asked again every
 * {@link #PAUSE}, so that the first connection is there as soon as the database is back. Left to
 * itself the pool would pause longer and longer, up to five seconds.
 *
 * <p>Whoever waits for a connection waits in the pool, which keeps its own time.
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

  /** Goes on only as long as this is so. */
  void whilst(BooleanSupplier wanted) {
    this.wanted = wanted;
  }

  /** Whether the latest attempt failed. */
  boolean isAway() {
    return away;
  }

  /** Seconds that a pool being closed waits for a connection that is just being opened. */
  @Override
  public int getLoginTimeout() {
    return 2;
  }

  /** The time is set among the driver's options, finer than in seconds. */
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
