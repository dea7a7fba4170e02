package dev.gatehouse.adapter.persistence.session;

import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.application.session.ClientGrant;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code user_session}. */
final class SessionRow {

  /** The columns that {@link #read} needs, of a table named {@code s}. */
  static final String COLUMNS =
      """
      s.`sid`, s.`user_id`, s.`secret_hash`, s.`previous_secret_hash`, s.`salt`,
             s.`opened_at`, s.`rotated_at`, s.`expires_at`, s.`confirmed_at`, s.`used_at`,
             s.`client`, s.`scopes`, s.`parent_sid`
      """;

  private SessionRow() {}

  static Session read(ResultSet row, int number) throws SQLException {
    Instant openedAt = Timestamps.read(row, "opened_at");
    Instant rotatedAt = Timestamps.read(row, "rotated_at");
    Instant usedAt = orElse(row, "used_at", rotatedAt);
    return new Session(
        SessionId.of(row.getBytes("sid")),
        new UserId(row.getLong("user_id")),
        openedAt,
        Timestamps.read(row, "expires_at"),
        new Session.Rotation(
            SecretHash.of(row.getBytes("secret_hash")),
            SecretHash.of(row.getBytes("previous_secret_hash")),
            Salt.of(row.getBytes("salt")),
            rotatedAt),
        orElse(row, "confirmed_at", openedAt),
        usedAt.isAfter(rotatedAt) ? usedAt : rotatedAt,
        grant(row));
  }

  private static @Nullable ClientGrant grant(ResultSet row) throws SQLException {
    String client = row.getString("client");
    return client == null
        ? null
        : new ClientGrant(
            client,
            ClientGrant.scopes(row.getString("scopes")),
            SessionId.of(row.getBytes("parent_sid")));
  }

  private static Instant orElse(ResultSet row, String column, Instant other) throws SQLException {
    LocalDateTime moment = row.getObject(column, LocalDateTime.class);
    return moment == null ? other : moment.toInstant(ZoneOffset.UTC);
  }
}
