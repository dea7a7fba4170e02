package dev.gatehouse.testkit.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** An empty database of one's own on a real server; dropped on {@link #close()}. */
public final class MySqlDatabase implements AutoCloseable {

  private final TestUrl server;
  private final String name = "gatehouse_" + UUID.randomUUID().toString().replace("-", "");

  private MySqlDatabase(String server) {
    this.server = new TestUrl(server);
  }

  /** Creates one on MySQL 9.7, starting a server first if need be. */
  public static MySqlDatabase create() throws SQLException {
    return on(MySqlServer.MYSQL.url());
  }

  /** The same on MariaDB 10.11, which speaks MySQL's protocol. */
  public static MySqlDatabase createOnMariaDb() throws SQLException {
    return on(MySqlServer.MARIADB.url());
  }

  private static MySqlDatabase on(String server) throws SQLException {
    MySqlDatabase database = new MySqlDatabase(server);
    database.onServer("create database " + database.name);
    return database;
  }

  /** The JDBC URL of this database. */
  public String url() {
    return server.withDatabase(name);
  }

  public String username() {
    return server.parameter("user");
  }

  public String password() {
    return server.parameter("password");
  }

  /** The account that may read and write rows and nothing else; its password is the same. */
  public String serviceUsername() {
    return username() + "_service";
  }

  @Override
  public void close() throws SQLException {
    onServer("drop database if exists " + name);
  }

  private void onServer(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.text());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
