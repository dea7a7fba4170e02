package dev.gatehouse.testkit.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An empty database of one's own on a real server; dropped on {@link #close()}. */
public final class MySqlDatabase implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("(jdbc:mysql://[^/]+/)([^?]*)(\\?.*)?");

  private final String server;
  private final String name = "gatehouse_" + UUID.randomUUID().toString().replace("-", "");

  private MySqlDatabase(String server) {
    this.server = server;
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
    Matcher parts = URL.matcher(server);
    if (!parts.matches()) {
      throw new IllegalStateException("not a jdbc:mysql://host:port/database?… URL");
    }
    return parts.group(1) + name + (parts.group(3) == null ? "" : parts.group(3));
  }

  public String username() {
    return parameter("user");
  }

  public String password() {
    return parameter("password");
  }

  @Override
  public void close() throws SQLException {
    onServer("drop database if exists " + name);
  }

  private void onServer(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String parameter(String key) {
    Matcher value = Pattern.compile("[?&]" + key + "=([^&]*)").matcher(server);
    if (!value.find()) {
      throw new IllegalStateException("the URL of the test server must have ?user=…&password=…");
    }
    return URLDecoder.decode(value.group(1), UTF_8);
  }
}
