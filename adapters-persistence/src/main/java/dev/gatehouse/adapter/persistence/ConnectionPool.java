package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool of connections to the database, set so that an outage is noticed within seconds. */
final class ConnectionPool {

  private ConnectionPool() {}

  static HikariDataSource open(DatabaseProperties.Complete database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("gatehouse");
    config.setJdbcUrl(database.url());
    config.setUsername(database.username());
    config.setPassword(database.password());
    // A login holds a connection for a millisecond or two: more of them only queue in MySQL.
    config.setMaximumPoolSize(20);
    // The longest a login waits for a connection before it is answered storage_unavailable.
    config.setConnectionTimeout(2_000);
    config.setValidationTimeout(1_000);
    // The pool opens without a database: whether one is there is the migration's to say.
    config.setInitializationFailTimeout(-1);
    if (database.isMySql()) {
      // Milliseconds. The driver's own defaults wait for ever for a server that is silent.
      config.addDataSourceProperty("connectTimeout", "1500");
      config.addDataSourceProperty("socketTimeout", "2500");
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    return new HikariDataSource(config);
  }
}
