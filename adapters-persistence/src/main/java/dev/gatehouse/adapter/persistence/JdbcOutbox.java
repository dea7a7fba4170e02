package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.event.Outbox;
import dev.gatehouse.application.event.PendingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events in the table {@code outbox_event}; whose turn it is, in {@code outbox_turn}. */
final class JdbcOutbox implements Outbox {

  /** By the clock of the database, in seconds since 1970, which no time zone moves. */
  private static final String TAKE =
      """
      update `outbox_turn` set `relay` = ?, `until_second` = unix_timestamp() + ?
       where `id` = 1 and (`relay` is null or `relay` = ? or `until_second` < unix_timestamp())
      """;

  private static final String LEAVE =
      "update `outbox_turn` set `relay` = null where `id` = 1 and `relay` = ?";

  private static final String DUE =
      """
      select e.`position`, e.`id`, e.`failures`, e.`type`, e.`at`, e.`user_id`, e.`login_method`,
             e.`channel`
        from `outbox_event` e
       where e.`next_at` <= ?
         and not exists (select 1 from `outbox_event` earlier
                          where earlier.`user_id` = e.`user_id`
                            and earlier.`position` < e.`position`)
       order by e.`position`
       limit ?
      """;

  private static final String POSTPONE =
      "update `outbox_event` set `failures` = ?, `next_at` = ? where `position` = ?";

  private final Store store;
  private final JdbcClient jdbc;

  JdbcOutbox(HikariDataSource dataSource) {
    this.store = new Store(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public Turn take(UUID relay, Duration lease) {
    byte[] self = TimedId.bytes(relay);
    int taken =
        store.call(_ ->
            jdbc.sql(TAKE)
                .param(self)
                .param(lease.plusMillis(999).toSeconds())
                .param(self)
                .update());
    return taken == 1 ? Turn.OURS : Turn.ANOTHERS;
  }

  @Override
  public void leave(UUID relay) {
    store.call(_ -> jdbc.sql(LEAVE).param(TimedId.bytes(relay)).update());
  }

  @Override
  public List<PendingEvent> due(Instant now, int atMost) {
    return store.call(
        _ -> jdbc.sql(DUE).param(Moments.stored(now)).param(atMost).query(OutboxRows::read).list());
  }

  @Override
  public void remove(List<PendingEvent> events) {
    store.call(_ ->
        jdbc.sql("delete from `outbox_event` where `position` in (:positions)")
            .param("positions", events.stream().map(PendingEvent::position).toList())
            .update());
  }

  @Override
  public void postpone(PendingEvent event, Instant until) {
    store.call(_ ->
        jdbc.sql(POSTPONE)
            .param(event.failures() + 1)
            .param(Moments.stored(until))
            .param(event.position())
            .update());
  }
}
