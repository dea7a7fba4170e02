package dev.gatehouse.adapter.persistence;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.event.LoginEvents;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.testkit.event.OutboxContract;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox in a database, on each that the adapter runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcOutboxContract extends OutboxContract {

  private HikariDataSource pool;
  private HikariDataSource otherReplica;
  private HikariDataSource unreachable;
  private JdbcLoginEvents events;

  /** A new database, migrated. */
  abstract DatabaseProperties.Complete create() throws SQLException;

  /** An address of the same kind where nothing listens. */
  abstract DatabaseProperties.Complete nowhere();

  @BeforeAll
  void open() throws SQLException {
    DatabaseProperties.Complete database = create();
    pool = ConnectionPool.open(database);
    otherReplica = ConnectionPool.open(database);
    unreachable = ConnectionPool.open(nowhere());
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
  void close() {
    pool.close();
    otherReplica.close();
    unreachable.close();
  }

  @Override
  protected LoginEvents events() {
    return events;
  }

  @Override
  protected Outbox outbox() {
    return new JdbcOutbox(pool);
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
}
