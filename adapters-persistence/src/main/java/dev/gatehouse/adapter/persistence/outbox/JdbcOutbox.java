package dev.gatehouse.adapter.persistence.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.adapter.persistence.jdbc.Uuids;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.application.operation.DroppedRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events in the table {@code outbox_event}; the lease in {@code outbox_turn}. */
final class JdbcOutbox implements Outbox, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(JdbcOutbox.class);

  /** The clock of the database, in seconds since 1970, which no time zone changes. */
  private static final String ACQUIRE =
      """
      update `outbox_turn` set `relay` = ?, `until_second` = unix_timestamp() + ?
       where `id` = 1 and (`relay` is null or `relay` = ? or `until_second` < unix_timestamp())
      """;

  private static final String RELEASE =
      "update `outbox_turn` set `relay` = null where `id` = 1 and `relay` = ?";

  private static final String COLUMNS =
      """
      select e.`position`, e.`id`, e.`failures`, e.`type`, e.`at`, e.`user_id`, e.`login_method`,
             e.`channel`, e.`closes_at`
        from `outbox_event` e
      """;

  private static final String DUE =
      COLUMNS
          + """
           where e.`next_at` <= ?
             and not exists (select 1 from `outbox_event` earlier
                              where earlier.`user_id` = e.`user_id`
                                and earlier.`position` < e.`position`)
           order by e.`position`
           limit ?
          """;

  /** Positions grow with time, so the order needs no sorting. */
  private static final String OLDEST = COLUMNS + " order by e.`position` limit ?";

  private static final String WAITING =
      "select count(*) from (select `position` from `outbox_event` limit ?) waiting";

  private static final String REMOVE =
      "delete from `outbox_event` where `position` in (:positions)";

  private static final String POSTPONE =
      "update `outbox_event` set `failures` = ?, `next_at` = ? where `position` = ?";

  private final DatabaseRetry retry;
  private final JdbcClient jdbc;
  private final DroppedRecords dropped =
      new DroppedRecords("stored events", log::error, System::nanoTime);

  JdbcOutbox(HikariDataSource dataSource) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public Lease acquire(UUID processor, Duration lease) {
    byte[] self = Uuids.stored(processor);
    int acquired =
        retry.call(() ->
            jdbc.sql(ACQUIRE)
                .param(self)
                .param(lease.plusMillis(999).toSeconds())
                .param(self)
                .update());
    return acquired == 1 ? Lease.ACQUIRED : Lease.HELD_BY_ANOTHER;
  }

  @Override
  public void release(UUID processor) {
    retry.call(() -> jdbc.sql(RELEASE).param(Uuids.stored(processor)).update());
  }

  @Override
  public List<PendingEvent> due(Instant now, int atMost) {
    return readable(
        retry.call(() ->
            jdbc.sql(DUE)
                .param(Timestamps.stored(now))
                .param(atMost)
                .query(OutboxRows::read)
                .list()));
  }

  @Override
  public List<PendingEvent> oldest(int atMost) {
    return readable(
        retry.call(() -> jdbc.sql(OLDEST).param(atMost).query(OutboxRows::read).list()));
  }

  @Override
  public int waiting(int atMost) {
    return retry.call(() -> jdbc.sql(WAITING).param(atMost).query(Integer.class).single());
  }

  /** Drops unreadable rows, so that they stop neither other events nor later ones. */
  private List<PendingEvent> readable(List<OutboxRow> rows) {
    List<PendingEvent> events = new ArrayList<>();
    for (OutboxRow row : rows) {
      switch (row) {
        case OutboxRow.Event(var event) -> events.add(event);
        case OutboxRow.Unreadable(long position, String what) ->
            dropped.add(remove(position), what);
      }
    }
    dropped.tellInTime();
    return events;
  }

  /** The number of events dropped because they could not be read. */
  long lost() {
    return dropped.sum();
  }

  @Override
  public void remove(List<PendingEvent> events) {
    remove(events.stream().map(PendingEvent::position).toArray(Long[]::new));
  }

  private int remove(Long... positions) {
    return retry.call(() -> jdbc.sql(REMOVE).param("positions", List.of(positions)).update());
  }

  @Override
  public void postpone(PendingEvent event, Instant until) {
    retry.call(() ->
        jdbc.sql(POSTPONE)
            .param(event.failures() + 1)
            .param(Timestamps.stored(until))
            .param(event.position())
            .update());
  }

  @Override
  public void close() {
    dropped.tell();
  }
}
