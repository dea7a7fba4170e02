package dev.gatehouse.adapter.persistence.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.adapter.persistence.jdbc.Uuids;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the table {@code audit_log}. Records of a later version are passed over. */
final class JdbcAuditTrail implements AuditTrail {

  private static final String OF_USER =
      """
      select `id`, `at`, `event`, `outcome`, `login_method`, `channel`, `address`, `trace_id`
        from `audit_log`
       where `user_id` = ? and `id` < ? and `event` in (%s)
       order by `id` desc limit ?
      """
          .formatted(
              Arrays.stream(AuditRecord.Event.values())
                  .map(event -> "'" + event.word() + "'")
                  .collect(Collectors.joining(", ")));

  /** Greater than every id: version 7 begins with the time. */
  private static final UUID LATEST = new UUID(-1, -1);

  private final DatabaseRetry retry;
  private final JdbcClient jdbc;

  JdbcAuditTrail(HikariDataSource dataSource) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public List<Entry> of(UserId user, int atMost, @Nullable String before) {
    byte[] end = Uuids.stored(before == null ? LATEST : UUID.fromString(before));
    return retry.call(() ->
        jdbc.sql(OF_USER)
            .param(user.value())
            .param(end)
            .param(atMost)
            .query((row, _) -> entry(row, user))
            .list());
  }

  private static Entry entry(ResultSet row, UserId user) throws SQLException {
    return new Entry(
        Uuids.read(row.getBytes("id")).toString(),
        new AuditRecord(
            Timestamps.read(row, "at"),
            AuditRecord.Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
            row.getString("outcome"),
            user,
            method(row.getString("login_method")),
            row.getString("channel"),
            new ClientInfo(orEmpty(row.getString("address")), orEmpty(row.getString("trace_id")))));
  }

  private static @Nullable LoginMethod method(@Nullable String code) {
    return code == null ? null : LoginMethod.parse(code).orElse(null);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
