package dev.gatehouse.adapter.persistence.outbox;

import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.adapter.persistence.jdbc.MultiRowInsert;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.adapter.persistence.jdbc.Uuids;
import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Events as rows of the table {@code outbox_event}. Thread-safe. */
final class OutboxRows implements ChangeRecorder {

  static final MultiRowInsert INSERTION =
      new MultiRowInsert(
          "outbox_event",
          "id",
          "type",
          "at",
          "user_id",
          "login_method",
          "channel",
          "failures",
          "next_at",
          "closes_at");

  private final RandomGenerator random;

  /**
   * @param random thread-safe; need not be hard to guess
   */
  OutboxRows(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public RecordedIn where() {
    return RecordedIn.EVENTS;
  }

  @Override
  public void record(JdbcOperations jdbc, AccountChange change) {
    INSERTION.insert(jdbc, rows(List.of(LoginEvent.of(change))));
  }

  /** The events as rows, each with its id, to be added once however often that is tried. */
  List<@Nullable Object[]> rows(List<LoginEvent> events) {
    return events.stream().map(this::row).toList();
  }

  private @Nullable Object[] row(LoginEvent event) {
    String at = Timestamps.stored(event.at());
    return new @Nullable Object[] {
      Uuids.stored(Uuids.version7(event.at(), random)),
      event.type().word(),
      at,
      event.user().value(),
      // The column has no null; an empty code is no login method.
      event.method() == null ? "" : event.method().code(),
      event.channel(),
      0,
      at,
      event.closesAt() == null ? null : Timestamps.stored(event.closesAt())
    };
  }

  static OutboxRow read(ResultSet row, int number) throws SQLException {
    long position = row.getLong("position");
    UUID id = Uuids.read(row.getBytes("id"));
    try {
      return new OutboxRow.Event(
          new PendingEvent(position, id, row.getInt("failures"), event(row)));
    } catch (IllegalArgumentException unreadable) {
      return new OutboxRow.Unreadable(
          position,
          "event %s of user %d cannot be read, %s"
              .formatted(id, row.getLong("user_id"), unreadable.getMessage()));
    }
  }

  private static @Nullable LoginMethod method(String code) {
    return code.isEmpty()
        ? null
        : LoginMethod.parse(code)
            .orElseThrow(() -> new IllegalArgumentException("its login method is impossible"));
  }

  private static LoginEvent event(ResultSet row) throws SQLException {
    String type = row.getString("type");
    return new LoginEvent(
        Arrays.stream(LoginEvent.Type.values())
            .filter(each -> each.word().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("its type is unknown here")),
        Timestamps.read(row, "at"),
        new UserId(row.getLong("user_id")),
        method(row.getString("login_method")),
        row.getString("channel"),
        row.getObject("closes_at") == null ? null : Timestamps.read(row, "closes_at"));
  }
}
