package dev.gatehouse.adapter.persistence.session;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.GroupedStatements;
import dev.gatehouse.adapter.persistence.user.UserRows;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Joins {@code user_session}, {@code user} and {@code user_login_method}. */
final class JdbcSessionLookup implements SessionLookup {

  private static final String SELECT =
      "select "
          + SessionRow.COLUMNS
          + """
          , u.`id`, u.`name`, u.`age`, u.`disabled_at`, u.`closes_at`, m.`login_method`,
             case when m.`id` = s.`login_method_id` then m.`login_method` end as `opened_by`
            from `user_session` s
            join `user` u on u.`id` = s.`user_id`
            left join `user_login_method` m on m.`user_id` = u.`id`
           where s.`sid` in (%s)
           order by m.`id`
          """;

  private static final String FIND = SELECT.formatted("?");

  private final JdbcClient jdbc;
  private final GroupedStatements<SessionId, Optional<ActiveSession>> byId;

  /**
   * @param dataSource connections that commit each statement by itself
   */
  JdbcSessionLookup(HikariDataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.byId = new GroupedStatements<>(new DatabaseRetry(dataSource), new Lookups());
  }

  @Override
  public Optional<ActiveSession> find(SessionId id) {
    return byId.call(id);
  }

  /** Sessions that are looked up at the same time share a statement. */
  final class Lookups implements GroupedStatements.Statements<SessionId, Optional<ActiveSession>> {

    @Override
    public Map<SessionId, Optional<ActiveSession>> together(List<SessionId> ids) {
      List<SessionId> asked = GroupedStatements.padded(ids);
      Map<SessionId, List<ActiveSession>> rows =
          jdbc
              .sql(SELECT.formatted(String.join(", ", Collections.nCopies(asked.size(), "?"))))
              .params(asked.stream().map(SessionId::bytes).toList())
              .query(JdbcSessionLookup::read)
              .list()
              .stream()
              .collect(groupingBy(row -> row.session().id()));
      return ids.stream()
          .distinct()
          .collect(toMap(identity(), id -> merged(rows.getOrDefault(id, List.of()))));
    }

    @Override
    public Optional<ActiveSession> alone(SessionId id) {
      return merged(jdbc.sql(FIND).param(id.bytes()).query(JdbcSessionLookup::read).list());
    }
  }

  private static Optional<ActiveSession> merged(List<ActiveSession> rows) {
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
