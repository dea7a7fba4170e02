package dev.gatehouse.adapter.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.audit.AuditLogContract;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the JDBC adapter promises besides the port's contract, on every database it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcAuditLogContract extends AuditLogContract implements OnDatabase {

  private static final Duration RETENTION = Duration.ofDays(180);

  private TestDatabase database;
  private HikariDataSource pool;
  private HikariDataSource unreachablePool;
  private JdbcAuditLog log;
  private JdbcAuditLog unreachable;

  @BeforeAll
  void open() throws SQLException {
    database = createDatabase().migrated();
    pool = ConnectionPool.open(database.settings());
    unreachablePool = ConnectionPool.open(database.nowhere());
    log = new JdbcAuditLog(pool, new AuditRows(new SecureRandom()), RETENTION);
    unreachable = new JdbcAuditLog(unreachablePool, new AuditRows(new SecureRandom()), RETENTION);
    log.writer().start();
    unreachable.writer().start();
  }

  @AfterAll
  void close() throws SQLException {
    log.writer().stop();
    long begin = System.nanoTime();
    unreachable.writer().stop();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(7));
    assertThat(unreachable.writer().lost()).as("records for which there was no place").isPositive();
    pool.close();
    unreachablePool.close();
    database.close();
  }

  @Override
  protected AuditLog log() {
    return log;
  }

  @Override
  protected AuditLog unreachableLog() {
    return unreachable;
  }

  @Override
  protected List<AuditRecord> recordsOf(String traceId, int atLeast) {
    await().atMost(Duration.ofSeconds(20)).until(() -> rowsOf(traceId).size() >= atLeast);
    return rowsOf(traceId);
  }

  @Test
  void records_go_when_they_are_older_than_they_are_kept_and_in_batches() {
    Instant now = Instant.parse("2001-01-01T00:00:00Z");
    for (int day : new int[] {178, 179, 180, 181, 182}) {
      write("purged", now.minus(Duration.ofDays(day)));
    }

    assertThat(log.removeExpired(now, 2)).isEqualTo(2);
    assertThat(log.removeExpired(now, 2)).isEqualTo(1);
    assertThat(log.removeExpired(now, 2)).isZero();

    assertThat(rowsOf("purged")).hasSize(2);
  }

  /** A newer version may write events that this one does not know; pages stay full. */
  @Test
  void the_records_about_a_user_are_read_page_by_page_from_the_newest() {
    UserId user = new UserId(RandomGenerator.getDefault().nextLong(1, Long.MAX_VALUE));
    AuditTrail trail = new JdbcAuditTrail(pool);
    Instant begin = Instant.parse("2026-11-23T10:00:00Z");
    for (int second = 0; second < 4; second++) {
      new AuditRows(new SecureRandom())
          .insert(
              new JdbcTemplate(pool),
              List.of(
                  signOut(begin.plusSeconds(second), user),
                  signOut(begin, new UserId(user.value() - 1))));
    }
    JdbcClient.create(pool)
        .sql("update `audit_log` set `event` = 'of_later' where `user_id` = ? and `at` = ?")
        .param(user.value())
        .param(Timestamps.stored(begin.plusSeconds(2)))
        .update();

    List<AuditTrail.Entry> first = trail.of(user, 2, null);
    List<AuditTrail.Entry> second = trail.of(user, 2, first.getLast().id());

    assertThat(first)
        .extracting(entry -> entry.record().at())
        .containsExactly(begin.plusSeconds(3), begin.plusSeconds(1));
    assertThat(second).extracting(entry -> entry.record().at()).containsExactly(begin);
    assertThatThrownBy(() -> trail.of(user, 2, "no id"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AuditRecord signOut(Instant at, UserId user) {
    return AuditRecord.of(new SessionEnd(user, SessionEndReason.SIGNED_OUT, 1, Set.of()), at)
        .getFirst();
  }

  private void write(String traceId, Instant at) {
    new AuditRows(new SecureRandom())
        .insert(
            new JdbcTemplate(pool),
            List.of(
                new AuditRecord(
                    at,
                    AuditRecord.Event.LOGIN,
                    "success",
                    null,
                    null,
                    null,
                    new ClientInfo("", traceId))));
  }

  private List<AuditRecord> rowsOf(String traceId) {
    return JdbcClient.create(pool)
        .sql("select * from `audit_log` where `trace_id` = ?")
        .param(traceId)
        .query(JdbcAuditLogContract::read)
        .list();
  }

  private static AuditRecord read(ResultSet row, int number) throws SQLException {
    Long user = row.getObject("user_id", Long.class);
    String method = row.getString("login_method");
    return new AuditRecord(
        Timestamps.read(row, "at"),
        AuditRecord.Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
        row.getString("outcome"),
        user == null ? null : new UserId(user),
        method == null ? null : new LoginMethod(method),
        row.getString("channel"),
        new ClientInfo(
            Optional.ofNullable(row.getString("address")).orElse(""),
            Objects.requireNonNull(row.getString("trace_id"))));
  }
}
