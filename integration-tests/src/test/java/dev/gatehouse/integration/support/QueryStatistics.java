package dev.gatehouse.integration.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Counts the statements that an H2 database executes for a request. Left out is what is written or
 * removed in its own time: audit records, the last use of a login method, expired rows.
 */
public final class QueryStatistics {

  private final Callable<Connection> database;

  /**
   * @param database opens connections to it
   */
  public QueryStatistics(Callable<Connection> database) {
    this.database = database;
  }

  /**
   * The statements about some tables, and how often each was executed.
   *
   * @param tables how their names begin, such as {@code user}
   */
  public Map<String, Integer> during(Runnable work, String... tables) {
    try (Connection connection = database.call();
        Statement statement = connection.createStatement()) {
      statement.execute("set query_statistics false");
      statement.execute("set query_statistics true");
      work.run();
      Map<String, Integer> statements = new TreeMap<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select sql_statement, execution_count from information_schema.query_statistics"
                  + " where sql_statement not like 'insert into `audit_log`%'"
                  + " and sql_statement not like 'update `user_login_method`%'"
                  + " and sql_statement not like 'delete from %limit %'")) {
        while (rows.next()) {
          String sql = rows.getString(1).replaceAll("\\s+", " ").strip();
          if (Arrays.stream(tables).anyMatch(table -> sql.contains("`" + table))) {
            statements.put(sql, rows.getInt(2));
          }
        }
      }
      statement.execute("set query_statistics false");
      return statements;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException("no connection", e);
    }
  }
}
