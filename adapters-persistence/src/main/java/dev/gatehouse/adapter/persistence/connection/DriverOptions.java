package dev.gatehouse.adapter.persistence.connection;

import dev.gatehouse.adapter.persistence.socket.WatchedSocketFactory;
import java.util.Properties;

/**
 * Options of the driver besides the URL. An option in the URL wins, except where it would corrupt
 * data.
 */
final class DriverOptions {

  private DriverOptions() {}

  /** Options for the service: no wait is longer than a login may take. */
  static Properties forLogins(DatabaseProperties.Complete database) {
    Properties options = forMigrations(database);
    if (database.isMySql()) {
      MySqlUrl url = MySqlUrl.parse(database.url());
      // Milliseconds. The driver's own default waits for ever for a server that is silent.
      option(options, url, "socketTimeout", Long.toString(ConnectionPool.STATEMENT.toMillis()));
      // These sockets enforce that time-out without a timer for each read.
      option(options, url, "socketFactory", WatchedSocketFactory.class.getName());
      // A statement whose client has given up must not go on queueing for a row or a table.
      option(options, url, "sessionVariables", "innodb_lock_wait_timeout=1,lock_wait_timeout=1");
      // Text statements, parsed once: a statement prepared on the server costs a round trip more
      // on each new connection and saved nothing that could be measured.
      option(options, url, "useServerPrepStmts", "false");
      option(options, url, "cachePrepStmts", "true");
      // By default the driver keeps no statement of 256 characters or more, and 25 of the rest. The
      // lookup of a login is longer: parsing it each time took 4 % of the login's CPU time. That of
      // 64 logins has some 4,000.
      option(options, url, "prepStmtCacheSqlLimit", "8192");
      option(options, url, "prepStmtCacheSize", "64");
      // The driver then need not query settings that only it changes, on each new connection.
      option(options, url, "useLocalSessionState", "true");
    }
    return options;
  }

  /** Options for migrations, whose statements have no limit of time. */
  static Properties forMigrations(DatabaseProperties.Complete database) {
    Properties options = new Properties();
    options.setProperty("user", database.username());
    options.setProperty("password", database.password());
    if (database.isMySql()) {
      forMySql(options, MySqlUrl.parse(database.url()));
    }
    return options;
  }

  private static void forMySql(Properties options, MySqlUrl url) {
    // A name is any text; this makes the connection utf8mb4 whatever the server's default is. The
    // connection's collation decides nothing: the compared columns have their own.
    options.setProperty("characterEncoding", "UTF-8");
    // Times are stored in UTC, wherever service and server stand.
    options.setProperty("connectionTimeZone", "UTC");
    // A connection that is lost stays lost: continued on a new one, a registration would be half.
    options.setProperty("autoReconnect", "false");
    // No text of a client could ever become a second statement.
    options.setProperty("allowMultiQueries", "false");
    // Milliseconds; a host that swallows packets would otherwise be waited for for minutes.
    option(options, url, "connectTimeout", "1000");
    // The driver would make spans of its own as soon as OpenTelemetry is on the class path, with
    // statements in them (SEC-21). Ours are made at the ports.
    options.setProperty("openTelemetry", "DISABLED");
    // The kernel notices an idle connection that a firewall dropped.
    option(options, url, "tcpKeepAlive", "true");
    if (url.isLoopback()) {
      // Without TLS the password is encrypted with a key that only this machine could forge.
      option(options, url, "allowPublicKeyRetrieval", "true");
      // Traffic stays on this machine, where TLS would be about 6 % of the cost of a login.
      option(options, url, "sslMode", "DISABLED");
    } else {
      // Over a network: encrypted, and with the host that the URL names.
      option(options, url, "sslMode", "VERIFY_IDENTITY");
    }
  }

  private static void option(Properties options, MySqlUrl url, String name, String value) {
    if (!url.sets(name)) {
      options.setProperty(name, value);
    }
  }
}
