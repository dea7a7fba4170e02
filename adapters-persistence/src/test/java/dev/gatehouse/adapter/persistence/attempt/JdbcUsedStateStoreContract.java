package dev.gatehouse.adapter.persistence.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.testkit.browser.UsedStateStoreContract;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the JDBC adapter promises besides the port's contract, on every database it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcUsedStateStoreContract extends UsedStateStoreContract implements OnDatabase {

  private TestDatabase database;
  private HikariDataSource pool;
  private HikariDataSource otherReplica;
  private HikariDataSource unreachable;

  @BeforeAll
  void open() throws SQLException {
    database = createDatabase().migrated();
    pool = ConnectionPool.open(database.settings());
    otherReplica = ConnectionPool.open(database.settings());
    unreachable = ConnectionPool.open(database.nowhere());
  }

  @AfterAll
  void close() throws SQLException {
    pool.close();
    otherReplica.close();
    unreachable.close();
    database.close();
  }

  @Override
  protected UsedStateStore states() {
    return new JdbcUsedStateStore(pool);
  }

  @Override
  protected UsedStateStore unreachableStates() {
    return new JdbcUsedStateStore(unreachable);
  }

  /** SEC-05. */
  @Test
  void what_one_replica_spent_is_spent_on_the_other() {
    State state = State.fresh(new SecureRandom());
    Instant until = Instant.now().plusSeconds(600);

    assertThat(states().markUsed(state, until)).isEqualTo(UsedStateStore.Use.FIRST_USE);
    assertThat(new JdbcUsedStateStore(otherReplica).markUsed(state, until))
        .isEqualTo(UsedStateStore.Use.REPLAYED);
  }

  /** A state in the clear would tell a reader of the table which callback it belongs to. */
  @Test
  void the_table_does_not_hold_the_state() {
    State state = State.fresh(new SecureRandom());
    states().markUsed(state, Instant.now().plusSeconds(600));

    assertThat(
            JdbcClient.create(pool)
                .sql("select count(*) from `spent_state` where `state_hash` like ?")
                .param("%" + state.value().substring(0, 16) + "%")
                .query(Long.class)
                .single())
        .isZero();
  }
}
