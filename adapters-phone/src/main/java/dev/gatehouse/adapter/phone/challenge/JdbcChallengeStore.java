package dev.gatehouse.adapter.phone.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.adapter.phone.challenge.Challenges.Redemption;
import dev.gatehouse.application.operation.StorageRetry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Challenges in the table {@code sms_challenge}, a statement at a time. */
public final class JdbcChallengeStore implements ChallengeStore {

  private static final String ADD =
      """
      insert into `sms_challenge` (`id_hash`, `phone`, `purpose`, `session`, `code_1`, `expires_1`,
        `tries_left`, `created_at`, `expires_at`)
      values (:id, :phone, :purpose, :session, :code, :expiry, :tries, :now, :expiry)
      """;

  private static final String OF_SUBJECT =
      """
       where `id_hash` = :id and `phone` = :phone and `purpose` = :purpose and `session` = :session
      """;

  private static final String OPEN =
      OF_SUBJECT + " and `tries_left` > 0 and `used_by` = 0 and `expires_at` > :now";

  // MySQL assigns from left to right.
  private static final String ADD_CODE =
      """
      update `sms_challenge`
         set `code_2` = `code_1`, `expires_2` = `expires_1`, `code_1` = :code,
             `expires_1` = :expiry, `expires_at` = :expiry
      """
          + OPEN;

  private static final String HAS_CODE =
      "select count(*) from `sms_challenge`" + OF_SUBJECT + " and `code_1` = :code";

  private static final String COMPARE =
      """
      update `sms_challenge`
         set `tries_left` = `tries_left` - 1,
             `used_by` = case when (`code_1` in (:codes) and `expires_1` > :now)
                                or (`code_2` in (:codes) and `expires_2` > :now)
                              then :user else `used_by` end
      """
          + OPEN;

  private static final String IS_USED =
      "select count(*) from `sms_challenge` where `id_hash` = :id and `used_by` = :user";

  private static final String REMOVE =
      "delete from `sms_challenge` where `expires_at` < :now limit :most";

  private final JdbcClient jdbc;
  private final StorageRetry retry;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param dataSource connections that commit each statement by itself
   */
  public JdbcChallengeStore(DataSource dataSource, StorageRetry retry) {
    this.jdbc = JdbcClient.create(dataSource);
    this.retry = retry;
  }

  @Override
  public void add(String idHash, Subject subject, KeptCode code, Instant now) {
    StatementSpec add = withCode(of(ADD, idHash, subject), code).param("tries", TRIES);
    add.param("now", now.toEpochMilli());
    retry.call(
        add::update,
        () -> {
          try {
            return add.update();
          } catch (DuplicateKeyException mine) {
            return 1;
          }
        });
  }

  @Override
  public boolean addCode(String idHash, Subject subject, KeptCode code, Instant now) {
    StatementSpec add = withCode(of(ADD_CODE, idHash, subject), code);
    add.param("now", now.toEpochMilli());
    return retry.call(
        () -> add.update() > 0, () -> hasCode(idHash, subject, code) || add.update() > 0);
  }

  private boolean hasCode(String idHash, Subject subject, KeptCode code) {
    return of(HAS_CODE, idHash, subject)
            .param("code", bytes(code.hex()))
            .query(Integer.class)
            .single()
        > 0;
  }

  @Override
  public Redemption redeem(String idHash, Subject subject, List<String> hashes, Instant now) {
    long user = random.nextLong(1, Long.MAX_VALUE);
    StatementSpec compare =
        of(COMPARE, idHash, subject)
            .param("user", user)
            .param("codes", hashes.stream().map(JdbcChallengeStore::bytes).toList())
            .param("now", now.toEpochMilli());
    boolean compared =
        retry.call(
            () -> compare.update() > 0, () -> isUsedBy(user, idHash) || compare.update() > 0);
    if (!compared) {
      return Redemption.NO_CHALLENGE;
    }
    return retry.call(() -> isUsedBy(user, idHash)) ? Redemption.PROVEN : Redemption.WRONG_CODE;
  }

  private boolean isUsedBy(long user, String idHash) {
    return jdbc.sql(IS_USED)
            .param("id", bytes(idHash))
            .param("user", user)
            .query(Integer.class)
            .single()
        > 0;
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return jdbc.sql(REMOVE).param("now", now.toEpochMilli()).param("most", atMost).update();
  }

  private StatementSpec of(String sql, String idHash, Subject subject) {
    return jdbc.sql(sql)
        .param("id", bytes(idHash))
        .param("phone", subject.number().e164().getBytes(US_ASCII))
        .param("purpose", subject.purpose().code().getBytes(US_ASCII))
        .param("session", subject.session().getBytes(US_ASCII));
  }

  private static StatementSpec withCode(StatementSpec statement, KeptCode code) {
    return statement
        .param("code", bytes(code.hex()))
        .param("expiry", code.expiresAt().toEpochMilli());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
