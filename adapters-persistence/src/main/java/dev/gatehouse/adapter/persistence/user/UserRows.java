package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of the table {@code user}. */
public final class UserRows {

  private static final String FIND_ACCOUNT =
      """
      select u.`id`, u.`name`, u.`age`, u.`disabled_at`, u.`closes_at`, m.`login_method`
        from `user` u left join `user_login_method` m on m.`user_id` = u.`id`
       where u.`id` = ?
       order by m.`id`
      """;

  private UserRows() {}

  /** A user and the login methods, the oldest first; empty if there is no such user. */
  public static Optional<Account> find(JdbcClient jdbc, UserId id) {
    List<Account> rows = jdbc.sql(FIND_ACCOUNT).param(id.value()).query(UserRows::account).list();
    return rows.isEmpty() ? Optional.empty() : Optional.of(merged(rows));
  }

  /** The user in the columns id, name, age, disabled_at and closes_at. */
  public static User user(ResultSet row) throws SQLException {
    LocalDateTime closesAt = row.getObject("closes_at", LocalDateTime.class);
    return User.restored(
        new UserId(row.getLong("id")),
        row.getString("name"),
        row.getObject("age", Integer.class),
        row.getObject("disabled_at", LocalDateTime.class) != null,
        closesAt == null ? null : closesAt.toInstant(ZoneOffset.UTC));
  }

  /**
   * The user in these columns, with the login method in the column login_method if there is one. An
   * invalid code is skipped.
   */
  public static Account account(ResultSet row, int number) throws SQLException {
    return new Account(
        user(row),
        Stream.ofNullable(row.getString("login_method"))
            .flatMap(code -> LoginMethod.parse(code).stream())
            .toList());
  }

  /**
   * One account of the rows of one user.
   *
   * @param rows not empty
   */
  public static Account merged(List<Account> rows) {
    return new Account(
        rows.getFirst().user(),
        rows.stream().flatMap(each -> each.loginMethods().stream()).toList());
  }
}
