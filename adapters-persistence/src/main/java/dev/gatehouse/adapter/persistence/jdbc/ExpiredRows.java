package dev.gatehouse.adapter.persistence.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;

/**
 * The rows of one table whose time is over. Rows that another replica is removing are passed over,
 * not waited for. Thread-safe.
 */
public final class ExpiredRows {

  private final DatabaseRetry retry;
  private final JdbcTemplate jdbc;
  private final Transactions transactions;
  private final String find;
  private final String remove;

  /**
   * @param key the primary key of the table, a binary column
   * @param end the column with the first moment at which a row is over
   */
  public ExpiredRows(HikariDataSource dataSource, String table, String key, String end) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = new JdbcTemplate(dataSource);
    // Under MySQL's default the search would lock the gaps, too, and new rows would wait.
    this.transactions =
        new Transactions(dataSource, TransactionDefinition.ISOLATION_READ_COMMITTED);
    this.find =
        "select `%2$s` from `%1$s` where `%3$s` <= ? order by `%3$s` limit ? for update skip locked"
            .formatted(table, key, end);
    this.remove = "delete from `%s` where `%s` = ?".formatted(table, key);
  }

  /**
   * Removes rows that are over.
   *
   * @return how many were removed; fewer than {@code atMost} means that, but for those that
   *     somebody else is removing, none is left
   */
  public int remove(Instant now, int atMost) {
    return retry.call(() -> transactions.call(_ -> removeLocked(now, atMost)));
  }

  private int removeLocked(Instant now, int atMost) {
    List<Object[]> keys =
        jdbc.query(
            find, (row, number) -> new Object[] {row.getBytes(1)}, Timestamps.stored(now), atMost);
    // One by one: for a list of keys MySQL may read the whole table and lock what others hold.
    jdbc.batchUpdate(remove, keys);
    return keys.size();
  }
}
