package dev.gatehouse.adapter.persistence.session;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.user.UserRows;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Joins {@code user_session}, {@code user} and {@code user_login_method}. */
final class JdbcSessionLookup implements SessionLookup {

  private static final String FIND =
      "select "
          + SessionRow.COLUMNS
          + """
          , u.`id`, u.`name`, u.`age`, u.`disabled_at`, u.`closes_at`, m.`login_method`,
             case when m.`id` = s.`login_method_id` then m.`login_method` end as `opened_by`
            from `user_session` s
            join `user` u on u.`id` = s.`user_id`
            left join `user_login_method` m on m.`user_id` = u.`id`
           where s.`sid` = ?
           order by m.`id`
          """;

  private final DatabaseRetry retry;
  private final JdbcClient jdbc;

  /**
   * @param dataSource connections that commit each statement by itself
   */
  JdbcSessionLookup(HikariDataSource dataSource) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public Optional<ActiveSession> find(SessionId id) {
    List<ActiveSession> rows =
        retry.call(() -> jdbc.sql(FIND).param(id.bytes()).query(JdbcSessionLookup::read).list());
    return rows.stream()
        .findFirst()
        .map(first ->
            new ActiveSession(
                first.session(),
                UserRows.merged(rows.stream().map(ActiveSession::account).toList()),
                rows.stream()
                    .map(ActiveSession::openedBy)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null)));
  }

  private static ActiveSession read(ResultSet row, int number) throws SQLException {
    Account account = UserRows.account(row, number);
    String openedBy = row.getString("opened_by");
    return new ActiveSession(
        SessionRow.read(row, number),
        account,
        openedBy == null ? null : LoginMethod.parse(openedBy).orElse(null));
  }
}
