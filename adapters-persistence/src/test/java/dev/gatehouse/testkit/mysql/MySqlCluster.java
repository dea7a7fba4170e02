package dev.gatehouse.testkit.mysql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Three nodes of MySQL 9.7 in one group with one primary, as {@code bin/mysql cluster} starts them.
 * One thread only.
 */
public final class MySqlCluster implements AutoCloseable {

  private static final String PRIMARY =
      """
      select member_port from performance_schema.replication_group_members
       where member_role = 'PRIMARY' and member_state = 'ONLINE'
      """;

  private final Path data;
  private final TestUrl url;

  private MySqlCluster(Path data, TestUrl url) {
    this.data = data;
    this.url = url;
  }

  /** Starts a new one, whose files are in a folder of its own. */
  public static MySqlCluster start(Path data) {
    return new MySqlCluster(
        data, new TestUrl(BinMySql.start("cluster start", List.of("--data", data.toString()))));
  }

  /** The URL that names all nodes, with user and password in the query. */
  public String url() {
    return url.text();
  }

  /** The URL of the node that takes writes now. */
  public String primaryUrl() throws SQLException {
    return url.of(primary());
  }

  public String username() {
    return url.parameter("user");
  }

  public String password() {
    return url.parameter("password");
  }

  /** Ends the node that takes writes now as a power cut would: SIGKILL, no goodbye. */
  public void killPrimary() throws SQLException {
    BinMySql.kill(data.resolve("node" + (url.ports().indexOf(primary()) + 1)));
  }

  /** Brings back what was killed, and returns when all three are in the group. */
  public void startAgain() {
    BinMySql.start("cluster start", List.of("--data", data.toString()));
  }

  @Override
  public void close() {
    BinMySql.run("cluster stop", List.of("--data", data.toString()));
  }

  private int primary() throws SQLException {
    SQLException lost = new SQLException("no node of the cluster knows a primary");
    for (String node : nodes().toList()) {
      try (Connection connection = DriverManager.getConnection(node);
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(PRIMARY)) {
        if (row.next()) {
          return row.getInt(1);
        }
      } catch (SQLException down) {
        lost.addSuppressed(down);
      }
    }
    throw lost;
  }

  private Stream<String> nodes() {
    return url.ports().stream().map(url::of);
  }
}
