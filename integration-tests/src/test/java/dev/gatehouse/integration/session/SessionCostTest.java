package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.SessionCalls.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session costs the database. */
class SessionCostTest extends SessionLifeSetting {

  /**
   * The cost of sessions: one insert for a login, and one statement to check an access token and
   * answer the user (SEC-50). A refresh looks for the session and the user by their keys and writes
   * the one row. Audit records of logins are written in their own time and left out here.
   */
  @Test
  void each_call_costs_the_statements_that_it_needs_and_no_more() throws SQLException {
    Tokens tokens = login();
    execute("set query_statistics true");
    try {
      assertThat(statementsOf(() -> calls.login()))
          .satisfiesExactlyInAnyOrder(
              sql -> assertThat(sql).startsWith("select").contains("user_login_method"),
              sql -> assertThat(sql).startsWith("insert into `user_session`"));
      assertThat(statementsOf(() -> calls.me(tokens.access())))
          .singleElement()
          .asString()
          .contains("from `user_session` s", "join `user` u", "left join `user_login_method` m");
      assertThat(statementsOf(() -> calls.refresh(tokens.refresh())))
          .satisfiesExactlyInAnyOrder(
              sql -> assertThat(sql).startsWith("select").contains("from `user_session`"),
              sql -> assertThat(sql).endsWith("from `user` where `id` = ?"),
              sql -> assertThat(sql).startsWith("update `user_session`"));
      assertThat(statementsOf(() -> end("DELETE /v1/session", tokens)))
          .satisfiesExactlyInAnyOrder(
              sql -> assertThat(sql).startsWith("select `user_id`").endsWith("for update"),
              sql -> assertThat(sql).startsWith("delete from `user_session`"));
    } finally {
      execute("set query_statistics false");
    }
  }

  private List<String> statementsOf(Runnable work) throws SQLException {
    execute("set query_statistics false", "set query_statistics true");
    work.run();
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sql_statement, execution_count from information_schema.query_statistics"
                    + " where sql_statement like '%`user%'"
                    + " and sql_statement not like 'insert into `audit_log`%'"
                    // The last use of a login method, written in its own time.
                    + " and sql_statement not like 'update `user_login_method`%'")) {
      List<String> statements = new ArrayList<>();
      while (rows.next()) {
        assertThat(rows.getInt(2)).isEqualTo(1);
        statements.add(rows.getString(1));
      }
      return statements;
    }
  }
}
