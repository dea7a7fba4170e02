package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

/** Rows of the table {@code user}. */
public final class UserRows {

  private UserRows() {}

  /** The user in the columns id, name, age and disabled_at. */
  static User user(ResultSet row) throws SQLException {
    return User.restored(
        new UserId(row.getLong("id")),
        row.getString("name"),
        row.getObject("age", Integer.class),
        row.getObject("disabled_at", LocalDateTime.class) != null);
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
