package dev.gatehouse.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.testkit.attempt.SpentStatesContract;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("mysql")
class MySqlSpentStatesTest extends SpentStatesContract {

  private static MySqlDatabase mySql;
  private static HikariDataSource pool;
  private static HikariDataSource otherReplica;
  private static HikariDataSource nowhere;

  @BeforeAll
  static void open() throws SQLException {
    mySql = MySqlDatabase.create();
    new SchemaMigration(complete(mySql.url())).run();
    pool = ConnectionPool.open(complete(mySql.url()));
    otherReplica = ConnectionPool.open(complete(mySql.url()));
    nowhere = ConnectionPool.open(complete("jdbc:mysql://127.0.0.1:1/nowhere"));
  }

  @AfterAll
  static void close() throws SQLException {
    pool.close();
    otherReplica.close();
    nowhere.close();
    mySql.close();
  }

  @Override
  protected SpentStates states() {
    return new JdbcSpentStates(pool);
  }

  @Override
  protected SpentStates unreachableStates() {
    return new JdbcSpentStates(nowhere);
  }

  /** SEC-05. */
  @Test
  void what_one_replica_spent_is_spent_on_the_other() {
    State state = State.fresh(new SecureRandom());
    Instant until = Instant.now().plusSeconds(600);

    assertThat(states().spend(state, until)).isEqualTo(SpentStates.Spending.FIRST);
    assertThat(new JdbcSpentStates(otherReplica).spend(state, until))
        .isEqualTo(SpentStates.Spending.AGAIN);
  }

  /** A state in the clear would tell a reader of the table which callback it belongs to. */
  @Test
  void the_table_does_not_hold_the_state() {
    State state = State.fresh(new SecureRandom());
    states().spend(state, Instant.now().plusSeconds(600));

    assertThat(
            JdbcClient.create(pool)
                .sql("select count(*) from `spent_state` where `state_hash` like ?")
                .param("%" + state.value().substring(0, 16) + "%")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static DatabaseProperties.Complete complete(String url) {
    return new DatabaseProperties.Complete(url, mySql.username(), mySql.password());
  }
}
