package dev.gatehouse.adapter.persistence.attempt;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.ExpiredRows;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.domain.login.State;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Used states in the table {@code spent_state}, as hashes. Its primary key lets exactly one call be
 * the first, on any number of replicas.
 */
final class JdbcUsedStateStore implements UsedStateStore {

  private static final String INSERT =
      "insert into `spent_state` (`state_hash`, `forget_at`) values (?, ?)";

  private final DatabaseRetry retry;
  private final JdbcClient jdbc;
  private final ExpiredRows expired;

  /**
   * @param dataSource connections that commit each statement by itself
   */
  JdbcUsedStateStore(HikariDataSource dataSource) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
    this.expired = new ExpiredRows(dataSource, "spent_state", "state_hash", "forget_at");
  }

  /** After a lost connection, a later attempt may find the work done and return {@code AGAIN}. */
  @Override
  public Use markUsed(State state, Instant until) {
    return retry.call(() -> {
      try {
        jdbc.sql(INSERT).param(state.hash()).param(Timestamps.stored(until)).update();
        return Use.FIRST_USE;
      } catch (DuplicateKeyException before) {
        return Use.REPLAYED;
      }
    });
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return expired.remove(now, atMost);
  }
}
