package dev.gatehouse.adapter.persistence;

import static dev.gatehouse.adapter.persistence.JdbcUserRepository.reachingStore;

import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions in the table {@code user_session}. That one rotation wins rests on the condition of a
 * single update; each statement commits by itself, so that whoever loses sees the winner's row.
 */
final class JdbcSessionStore implements SessionStore {

  private static final String INSERT =
      """
      insert into `user_session` (`sid`, `user_id`, `secret_hash`, `previous_secret_hash`, `salt`,
                                  `opened_at`, `rotated_at`, `expires_at`)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String FIND =
      """
      select `sid`, `user_id`, `secret_hash`, `previous_secret_hash`, `salt`,
             `opened_at`, `rotated_at`, `expires_at`
        from `user_session`
       where `sid` = ?
      """;

  private static final String ROTATE =
      """
      update `user_session`
         set `secret_hash` = ?, `previous_secret_hash` = ?, `salt` = ?, `rotated_at` = ?
       where `sid` = ? and `secret_hash` = ?
      """;

  private static final String REMOVE = "delete from `user_session` where `sid` = ?";

  private static final String REMOVE_ALL = "delete from `user_session` where `user_id` = ?";

  // Rows that another replica is removing are passed over, not waited for.
  private static final String FIND_EXPIRED =
      """
      select `sid` from `user_session`
       where `expires_at` <= ? order by `expires_at` limit ? for update skip locked
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;

  private JdbcSessionStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
    this.transaction = transaction;
  }

  static JdbcSessionStore on(DataSource dataSource) {
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    // Under MySQL's default the search would lock the gaps, too, and new sessions would wait.
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    return new JdbcSessionStore(new JdbcTemplate(dataSource), transaction);
  }

  @Override
  public void add(Session session) {
    Session.Rotation rotation = session.rotation();
    reachingStore(() ->
        jdbc.sql(INSERT)
            .param(session.id().bytes())
            .param(session.user().value())
            .param(rotation.secret().bytes())
            .param(rotation.previousSecret().bytes())
            .param(rotation.salt().bytes())
            .param(utc(session.openedAt()))
            .param(utc(rotation.at()))
            .param(utc(session.expiresAt()))
            .update());
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return reachingStore(
        () -> jdbc.sql(FIND).param(id.bytes()).query(JdbcSessionStore::toSession).optional());
  }

  @Override
  public boolean rotate(Session before, Session.Rotation next) {
    return reachingStore(() ->
        jdbc.sql(ROTATE)
            .param(next.secret().bytes())
            .param(next.previousSecret().bytes())
            .param(next.salt().bytes())
            .param(utc(next.at()))
            .param(before.id().bytes())
            .param(before.rotation().secret().bytes())
            .update())
        == 1;
  }

  @Override
  public void remove(SessionId id) {
    reachingStore(() -> jdbc.sql(REMOVE).param(id.bytes()).update());
  }

  @Override
  public void removeAll(UserId user) {
    reachingStore(() -> jdbc.sql(REMOVE_ALL).param(user.value()).update());
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return reachingStore(() ->
        Objects.requireNonNull(transaction.execute(status -> removeLocked(now, atMost)), "count"));
  }

  private int removeLocked(Instant now, int atMost) {
    List<Object[]> sids =
        jdbc.sql(FIND_EXPIRED)
            .param(utc(now))
            .param(atMost)
            .query((row, number) -> new Object[] {row.getBytes("sid")})
            .list();
    // One by one: for a list of keys MySQL may read the whole table and lock what others hold.
    batches.batchUpdate(REMOVE, sids);
    return sids.size();
  }

  private static Session toSession(ResultSet row, int number) throws SQLException {
    return new Session(
        SessionId.of(row.getBytes("sid")),
        new UserId(row.getLong("user_id")),
        instant(row, "opened_at"),
        instant(row, "expires_at"),
        new Session.Rotation(
            SecretHash.of(row.getBytes("secret_hash")),
            SecretHash.of(row.getBytes("previous_secret_hash")),
            Salt.of(row.getBytes("salt")),
            instant(row, "rotated_at")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
