package dev.gatehouse.adapter.persistence.connection;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.HostInfo;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Opens connections to the database. Where the URL lists several servers, to the one that takes
 * writes: the driver alone would take the first that answers, and stay on a former primary that has
 * come back as a secondary (ADR 8). Thread-safe.
 */
public final class PrimaryDataSource extends AbstractDriverBasedDataSource {

  private final String url;
  private final List<HostInfo> servers;

  /** Where the last connection went, and the next one is tried first. */
  private volatile int lastPrimary;

  PrimaryDataSource(String url, Properties options) {
    this.url = url;
    this.servers = MySqlUrl.isOfSeveralServers(url) ? servers(url, options) : List.of();
    setConnectionProperties(options);
  }

  /** For migrations and commands: connections outside the pools, without a limit on statements. */
  public static PrimaryDataSource forMigrations(DatabaseProperties.Complete database) {
    return new PrimaryDataSource(database.url(), DriverOptions.forMigrations(database));
  }

  private static List<HostInfo> servers(String url, Properties options) {
    return ConnectionUrl.getConnectionUrlInstance(url, options).getHostsList();
  }

  @Override
  protected Connection getConnectionFromDriver(Properties options) throws SQLException {
    return servers.isEmpty() ? DriverManager.getConnection(url, options) : connectToPrimary();
  }

  private Connection connectToPrimary() throws SQLException {
    SQLException none = new SQLTransientConnectionException("no server takes writes");
    int first = lastPrimary;
    for (int i = 0; i < servers.size(); i++) {
      int candidate = (first + i) % servers.size();
      try {
        Connection connection = connect(servers.get(candidate));
        if (takesWrites(connection)) {
          lastPrimary = candidate;
          return connection;
        }
      } catch (SQLException down) {
        none.addSuppressed(down);
      }
    }
    throw none;
  }

  /** With the options of that server, its database among them. */
  private static Connection connect(HostInfo server) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://" + server.getHostPortPair() + "/", server.exposeAsProperties());
  }

  /** Closes the connection unless it is so. */
  private static boolean takesWrites(Connection connection) throws SQLException {
    boolean takesWrites = false;
    try (Statement statement = connection.createStatement();
        ResultSet readOnly = statement.executeQuery("select @@global.read_only")) {
      takesWrites = readOnly.next() && !readOnly.getBoolean(1);
      return takesWrites;
    } finally {
      if (!takesWrites) {
        connection.close();
      }
    }
  }
}
