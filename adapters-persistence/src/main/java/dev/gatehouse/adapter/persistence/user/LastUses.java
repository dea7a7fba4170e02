package dev.gatehouse.adapter.persistence.user;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.BackgroundWriter;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notes when login methods were last used: in the background, and at most once an hour for each, so
 * that a login costs no more. Thread-safe.
 */
final class LastUses {

  static final Duration PRECISION = Duration.ofHours(1);

  private static final String UPDATE =
      "update `user_login_method` set `last_used_at` = :at where `id` in (:ids)";

  private final DatabaseRetry retry;
  private final JdbcClient jdbc;
  private final BackgroundWriter<Use> writer =
      new BackgroundWriter<>("last uses of login methods", this::write);

  /** A use that is to be noted. */
  record Use(long loginMethod, Instant at) {}

  /**
   * @param dataSource connections that commit each statement by itself
   */
  LastUses(HikariDataSource dataSource) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Notes a use, unless one was noted within the hour before.
   *
   * @param last when the last noted use was; null if there was none
   */
  void note(long loginMethod, @Nullable Instant last, Instant now) {
    if (last == null || !now.isBefore(last.plus(PRECISION))) {
      writer.take(new Use(loginMethod, now));
    }
  }

  /** What does the writing; to be started and stopped. */
  BackgroundWriter<Use> writer() {
    return writer;
  }

  private void write(List<Use> uses) {
    Instant latest = uses.stream().map(Use::at).max(Comparator.naturalOrder()).orElseThrow();
    List<Long> ids = uses.stream().map(Use::loginMethod).distinct().sorted().toList();
    retry.call(
        () -> jdbc.sql(UPDATE).param("at", Timestamps.stored(latest)).param("ids", ids).update());
  }
}
