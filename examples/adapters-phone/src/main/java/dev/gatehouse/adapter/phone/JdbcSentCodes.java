package dev.gatehouse.adapter.phone;

import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Codes in the table {@code phone_code}. Each statement decides by itself, so none needs another.
 */
final class JdbcSentCodes implements SentCodes {

  private static final String INSERT =
      """
      insert into `phone_code`
        (`phone`, `code_hash`, `tries_left`, `sent_at`, `expires_at`, `sent_day`, `sent_that_day`)
      values (:phone, :code, :tries, :now, :expiry, :day, 1)
      """;

  // MySQL assigns from left to right: what counts the day's codes comes before the day.
  private static final String REPLACE =
      """
      update `phone_code`
         set `code_hash` = :code, `tries_left` = :tries, `sent_at` = :now, `expires_at` = :expiry,
             `sent_that_day` = case when `sent_day` = :day then `sent_that_day` + 1 else 1 end,
             `sent_day` = :day
       where `phone` = :phone and `sent_at` <= :latest
         and (`sent_day` < :day or `sent_that_day` < :most)
      """;

  private static final String TRY =
      """
      update `phone_code` set `tries_left` = `tries_left` - 1
       where `phone` = :phone and `tries_left` > 0 and `expires_at` > :now
      """;

  private static final String FIND = "select `code_hash` from `phone_code` where `phone` = :phone";

  private static final String SPEND =
      """
      update `phone_code` set `expires_at` = 0
       where `phone` = :phone and `code_hash` = :code and `expires_at` > :now
      """;

  private static final String FORGET = "delete from `phone_code` where `sent_day` < :day - 1";

  private final JdbcClient jdbc;

  /**
   * @param dataSource connections that commit each statement by itself
   */
  JdbcSentCodes(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public Keeping keep(PhoneNumber phone, CodeHash code, Instant now) {
    return ask(() -> {
      if (keepingStatement(REPLACE, phone, code, now)
              .param("latest", now.minus(PAUSE).toEpochMilli())
              .param("most", MOST_A_DAY)
              .update()
          > 0) {
        return Keeping.KEPT;
      }
      try {
        keepingStatement(INSERT, phone, code, now).update();
      } catch (DuplicateKeyException recent) {
        return Keeping.TOO_OFTEN;
      }
      jdbc.sql(FORGET).param("day", day(now)).update();
      return Keeping.KEPT;
    });
  }

  private StatementSpec keepingStatement(
      String sql, PhoneNumber phone, CodeHash code, Instant now) {
    return jdbc.sql(sql)
        .param("phone", phone.e164())
        .param("code", code.hex())
        .param("tries", TRIES)
        .param("now", now.toEpochMilli())
        .param("expiry", now.plus(LIFETIME).toEpochMilli())
        .param("day", day(now));
  }

  @Override
  public Redemption redeem(PhoneNumber phone, CodeHash code, Instant now) {
    return ask(() -> {
      // The try is taken before anything is compared: guesses that come at once do not share one.
      StatementSpec one =
          jdbc.sql(TRY).param("phone", phone.e164()).param("now", now.toEpochMilli());
      if (one.update() == 0 || sentTo(phone).filter(code::matches).isEmpty()) {
        return Redemption.REFUSED;
      }
      StatementSpec spend =
          jdbc.sql(SPEND)
              .param("phone", phone.e164())
              .param("code", code.hex())
              .param("now", now.toEpochMilli());
      return spend.update() > 0 ? Redemption.PROVEN : Redemption.REFUSED;
    });
  }

  private Optional<CodeHash> sentTo(PhoneNumber phone) {
    return jdbc.sql(FIND)
        .param("phone", phone.e164())
        .query(String.class)
        .optional()
        .map(CodeHash::new);
  }

  private static long day(Instant now) {
    return TimeUnit.MILLISECONDS.toDays(now.toEpochMilli());
  }

  private static <R> R ask(Supplier<R> statements) {
    try {
      return statements.get();
    } catch (TransientDataAccessException
        | RecoverableDataAccessException
        | DataAccessResourceFailureException e) {
      throw new StorageUnavailableException("the database does not keep telephone codes", e);
    }
  }
}
