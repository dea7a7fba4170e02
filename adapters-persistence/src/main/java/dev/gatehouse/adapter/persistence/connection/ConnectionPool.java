package dev.gatehouse.adapter.persistence.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The connection pools, with time-outs that notice an outage within seconds. */
public final class ConnectionPool {

  /** The longest wait for a connection at a time. */
  public static final Duration WAIT = Duration.ofMillis(500);

  /** The longest that the server may take to answer one statement. */
  public static final Duration STATEMENT = Duration.ofSeconds(1);

  private ConnectionPool() {}

  /** Connections with autocommit, for all work but registrations. */
  public static HikariDataSource open(DatabaseProperties.Complete database) {
    // A login holds a connection for a millisecond or two. With fewer connections logins wait for
    // each other while MySQL is idle, and each wait wakes two more threads. With more they queue in
    // MySQL. The pool shrinks when idle: all replicas share MySQL's connections, 151 by default.
    return open(database, "gatehouse", 10, 32, true);
  }

  /**
   * Connections without autocommit. A pool of their own, because switching would cost two more
   * statements for each new user.
   */
  public static HikariDataSource openForRegistrations(DatabaseProperties.Complete database) {
    // A user registers once and returns often.
    return open(database, "gatehouse-registrations", 8, 8, false);
  }

  /**
   * One connection for the health check, which must neither wait behind logins nor take a
   * connection from them.
   */
  static HikariDataSource openForHealth(DatabaseProperties.Complete database) {
    return open(database, "gatehouse-health", 1, 1, true);
  }

  /** Whether there is no connection, and the latest attempt to open one failed. Never waits. */
  public static boolean isKnownToBeUnreachable(HikariDataSource pool) {
    return pool.getDataSource() instanceof RetryingDataSource connector
        && connector.isAway()
        && !pool.isClosed()
        && pool.getHikariPoolMXBean().getTotalConnections() == 0;
  }

  private static HikariDataSource open(
      DatabaseProperties.Complete database, String name, int idle, int size, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    RetryingDataSource connector =
        new RetryingDataSource(database.url(), DriverOptions.forLogins(database));
    config.setDataSource(connector);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(idle);
    config.setAutoCommit(autoCommit);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setValidationTimeout(WAIT.toMillis());
    // Below ten minutes, after which some firewalls drop an idle connection.
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    // New connections follow a DNS name that moved to another server.
    config.setMaxLifetime(Duration.ofMinutes(15).toMillis());
    // The pool opens without a database; the migration checks that there is one.
    config.setInitializationFailTimeout(-1);
    // A ping before each use would cost a second round trip. The stores retry instead.
    System.getProperties().putIfAbsent("com.zaxxer.hikari.aliveBypassWindowMs", "900000");
    HikariDataSource pool = new HikariDataSource(config);
    connector.retryWhile(() -> !pool.isClosed());
    return pool;
  }
}
