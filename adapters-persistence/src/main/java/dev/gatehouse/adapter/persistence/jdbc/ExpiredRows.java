package dev.gatehouse.adapter.persistence.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;

/**
 * The expired rows of one table. Rows that another replica is removing are skipped without waiting.
 * Thread-safe.
 */
public final class ExpiredRows {

  private final DatabaseRetry retry;
  private final JdbcTemplate jdbc;
  private final Transactions transactions;
  private final String find;
  private final String remove;

  /**
   * @param key the primary key of the table, a binary column
   * @param end the column with the moment at which a row expires
   */
  public ExpiredRows(HikariDataSource dataSource, String table, String key, String end) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = new JdbcTemplate(dataSource);
    // MySQL's default isolation would also lock the gaps, and inserts would wait.
    this.transactions =
        new Transactions(dataSource, TransactionDefinition.ISOLATION_READ_COMMITTED);
    this.find =
        "select `%2$s` from `%1$s` where `%3$s` <= ? order by `%3$s` limit ? for update skip locked"
            .formatted(table, key, end);
    this.remove = "delete from `%s` where `%s` = ?".formatted(table, key);
  }

  /**
   * Removes expired rows.
   *
   * @return the number of removed rows; fewer than {@code atMost} means that none is left, except
   *     those that another replica is removing
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
