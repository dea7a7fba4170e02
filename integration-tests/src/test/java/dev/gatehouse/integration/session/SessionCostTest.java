package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.QueryStatistics;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a session costs the database. */
class SessionCostTest extends SessionLifeSetting {

  /**
   * The cost of sessions: one insert for a login, and one statement to check an access token and
   * answer the user (SEC-50). A refresh looks for the session and the user by their keys and writes
   * the one row. Audit records of logins are written in their own time and left out here.
   */
  @Test
  void each_call_costs_the_statements_that_it_needs_and_no_more() {
    Tokens tokens = login();
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
  }

  private Set<String> statementsOf(Runnable work) {
    Map<String, Integer> statements =
        new QueryStatistics(dataSource()::getConnection).during(work, "user");
    assertThat(statements.values()).containsOnly(1);
    return statements.keySet();
  }
}
