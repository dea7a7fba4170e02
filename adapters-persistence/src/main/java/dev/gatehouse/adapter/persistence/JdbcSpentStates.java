package dev.gatehouse.adapter.persistence;

import static dev.gatehouse.adapter.persistence.JdbcUserRepository.reachingStore;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.domain.login.State;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spent states in the table {@code spent_state}, as hashes. That one call is the first rests on its
 * primary key, on any number of replicas.
 */
final class JdbcSpentStates implements SpentStates {

  private static final String INSERT =
      "insert into `spent_state` (`state_hash`, `forget_at`) values (?, ?)";

  // Rows that another replica is removing are passed over, not waited for.
  private static final String FIND_EXPIRED =
      """
      select `state_hash` from `spent_state`
       where `forget_at` <= ? order by `forget_at` limit ? for update skip locked
      """;

  private static final String REMOVE = "delete from `spent_state` where `state_hash` = ?";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;

  private JdbcSpentStates(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
    this.transaction = transaction;
  }

  static JdbcSpentStates on(DataSource dataSource) {
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    // Under MySQL's default the search would lock the gaps, too, and logins would wait.
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    return new JdbcSpentStates(new JdbcTemplate(dataSource), transaction);
  }

  @Override
  public Spending spend(State state, Instant until) {
    return reachingStore(() -> {
      try {
        jdbc.sql(INSERT).param(hash(state)).param(utc(until)).update();
        return Spending.FIRST;
      } catch (DuplicateKeyException before) {
        return Spending.AGAIN;
      }
    });
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return reachingStore(() ->
        Objects.requireNonNull(transaction.execute(status -> removeLocked(now, atMost)), "count"));
  }

  private int removeLocked(Instant now, int atMost) {
    List<Object[]> hashes =
        jdbc.sql(FIND_EXPIRED)
            .param(utc(now))
            .param(atMost)
            .query((row, number) -> new Object[] {row.getBytes("state_hash")})
            .list();
    // One by one: for a list of keys MySQL may read the whole table and lock what others hold.
    batches.batchUpdate(REMOVE, hashes);
    return hashes.size();
  }

  private static byte[] hash(State state) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(state.value().getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
