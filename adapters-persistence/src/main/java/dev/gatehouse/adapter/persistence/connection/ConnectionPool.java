package dev.gatehouse.adapter.persistence.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The pools of connections to the database, set so that an outage is noticed within seconds. */
public final class ConnectionPool {

  /** The longest wait for a connection at a time. */
  public static final Duration WAIT = Duration.ofMillis(500);

  /** The longest that the server may take to answer one statement. */
  public static final Duration STATEMENT = Duration.ofSeconds(1);

  private ConnectionPool() {}

  /** Connections on which each statement is a transaction of its own, for all but registrations. */
  public static HikariDataSource open(DatabaseProperties.Complete database) {
    // A login holds a connection for a millisecond or two. With fewer, logins wait for each other
    // where MySQL could go on, and a wait wakes two more threads; with more, they only queue there.
    // Few are kept when few are needed: of MySQL's, 151 by default, all replicas have their share.
    return open(database, "gatehouse", 10, 32, true);
  }

  /**
   * Connections that are in a transaction from their first statement to the commit. Apart from the
   * others, because to switch would take two more statements for each new user.
   */
  public static HikariDataSource openForRegistrations(DatabaseProperties.Complete database) {
    // Somebody registers once and returns often.
    return open(database, "gatehouse-registrations", 8, 8, false);
  }

  /**
   * One connection, kept for the question whether the database answers: who asks for it must not
   * wait behind logins, nor take a connection from them.
   */
  static HikariDataSource openForHealth(DatabaseProperties.Complete database) {
    return open(database, "gatehouse-health", 1, 1, true);
  }

  /** Whether there is no connection, and the latest attempt to open one failed. Never waits. */
  public static boolean isKnownToBeCutOff(HikariDataSource pool) {
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
    // Below the ten minutes after which some firewalls forget a connection.
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    // So that connections follow when a name in DNS moves to another server.
    config.setMaxLifetime(Duration.ofMinutes(15).toMillis());
    // The pool opens without a database: whether one is there is the migration's to say.
    config.setInitializationFailTimeout(-1);
    // A ping before each use would be a second round trip. Repositories try again instead.
    System.getProperties().putIfAbsent("com.zaxxer.hikari.aliveBypassWindowMs", "900000");
    HikariDataSource pool = new HikariDataSource(config);
    connector.whilst(() -> !pool.isClosed());
    return pool;
  }
}
