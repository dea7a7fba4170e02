package dev.gatehouse.adapter.persistence.account;

import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of {@code user_login_method}, and the user to whom it leads. */
record LoginMethodRow(UserId user, LinkedIdentity entry) {

  private static final String SELECT =
      """
      select `id`, `user_id`, `login_method`, `identification`, `created_at`, `last_used_at`
        from `user_login_method`
      """;

  private static final String OF_USER = SELECT + " where `user_id` = ? order by `id`";

  private static final String OF_IDENTITY =
      SELECT + " where `login_method` = ? and `identification` = ?";

  /** The rows of a user, without those that no login could ever use. */
  static List<LoginMethodRow> of(JdbcClient jdbc, UserId user) {
    return jdbc.sql(OF_USER).param(user.value()).query(LoginMethodRow::read).list().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  static Optional<LoginMethodRow> of(JdbcClient jdbc, ExternalIdentity identity) {
    return jdbc.sql(OF_IDENTITY)
        .param(identity.method().code())
        .param(identity.identification())
        .query(LoginMethodRow::read)
        .optional()
        .flatMap(row -> row);
  }

  static List<LinkedIdentity> linked(List<LoginMethodRow> rows) {
    return rows.stream().map(LoginMethodRow::entry).toList();
  }

  /** Empty for what an older service let in and no login could use. */
  private static Optional<LoginMethodRow> read(ResultSet row, int number) throws SQLException {
    Optional<LoginMethod> method = LoginMethod.parse(row.getString("login_method"));
    String identification = row.getString("identification");
    if (method.isEmpty() || identification.isBlank()) {
      return Optional.empty();
    }
    LocalDateTime used = row.getObject("last_used_at", LocalDateTime.class);
    return Optional.of(
        new LoginMethodRow(
            new UserId(row.getLong("user_id")),
            new LinkedIdentity(
                new LoginMethodId(row.getLong("id")),
                new ExternalIdentity(method.get(), identification),
                Timestamps.read(row, "created_at"),
                used == null ? null : used.toInstant(ZoneOffset.UTC))));
  }
}
