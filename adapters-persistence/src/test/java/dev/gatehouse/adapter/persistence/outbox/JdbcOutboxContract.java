package dev.gatehouse.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.LoginEvents;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.event.OutboxContract;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox in a database, on each that the adapter runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcOutboxContract extends OutboxContract implements OnDatabase {

  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

  private TestDatabase database;
  private HikariDataSource pool;
  private HikariDataSource otherReplica;
  private HikariDataSource unreachable;
  private JdbcLoginEvents events;
  private JdbcOutbox outbox;

  @BeforeAll
  void open() throws SQLException {
    database = createDatabase().migrated();
    pool = ConnectionPool.open(database.settings());
    otherReplica = ConnectionPool.open(database.settings());
    unreachable = ConnectionPool.open(database.nowhere());
    outbox = new JdbcOutbox(pool);
  }

  @BeforeEach
  void empty() {
    JdbcClient.create(pool).sql("delete from `outbox_event`").update();
    events = new JdbcLoginEvents(pool, new OutboxRows(new SecureRandom()));
    events.writer().start();
  }

  @AfterEach
  void stop() {
    events.writer().stop();
  }

  @AfterAll
  void close() throws SQLException {
    pool.close();
    otherReplica.close();
    unreachable.close();
    database.close();
  }

  @Override
  protected LoginEvents events() {
    return events;
  }

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  protected Outbox onAnotherReplica() {
    return new JdbcOutbox(otherReplica);
  }

  @Override
  protected Outbox unreachableOutbox() {
    return new JdbcOutbox(unreachable);
  }

  @Override
  protected void awaitEvents(int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            JdbcClient.create(pool)
                    .sql("select count(*) from `outbox_event`")
                    .query(Integer.class)
                    .single()
                == count);
  }

  /** As a later version might write it. */
  @Override
  protected void addUnreadable(LoginEvent event) {
    List<@Nullable Object[]> rows = new OutboxRows(new SecureRandom()).rows(List.of(event));
    rows.getFirst()[1] = "user.renamed";
    OutboxRows.INSERTION.insert(new JdbcTemplate(pool), rows);
  }

  @Override
  protected long lost() {
    return outbox.lost();
  }

  /** What is stored was once a valid event; an operator may have changed the row. */
  @ParameterizedTest
  @ValueSource(strings = {"`type` = ''", "`user_id` = 0", "`login_method` = 'of two words'"})
  void a_row_that_was_changed_by_hand_is_given_up(String change) {
    long before = lost();
    events.publish(event(LoginEvent.Type.RETURNED));
    awaitEvents(1);
    JdbcClient.create(pool).sql("update `outbox_event` set " + change).update();

    assertThat(outbox.due(AT, 1)).isEmpty();
    assertThat(lost()).isEqualTo(before + 1);
  }

  private static LoginEvent event(LoginEvent.Type type) {
    return new LoginEvent(type, AT, new UserId(1), new LoginMethod("WX"), "app");
  }
}
