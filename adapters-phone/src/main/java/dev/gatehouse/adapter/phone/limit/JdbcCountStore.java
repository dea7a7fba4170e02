package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.application.operation.StorageRetry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tallies in the table {@code sms_count}. A random version tells whether a replacement whose answer
 * was lost took effect.
 */
public final class JdbcCountStore implements CountStore {

  private static final String FIND =
      "select `bucket`, `tally`, `version` from `sms_count` where `bucket` in (:buckets)";

  private static final String INSERT =
      """
      insert into `sms_count` (`bucket`, `tally`, `version`, `expires_at`)
      values (:bucket, :tally, :next, :expiry)
      """;

  private static final String REPLACE =
      """
      update `sms_count` set `tally` = :tally, `version` = :next, `expires_at` = :expiry
       where `bucket` = :bucket and `version` = :version
      """;

  private static final String VERSION =
      "select count(*) from `sms_count` where `bucket` = :bucket and `version` = :next";

  private static final String REMOVE =
      "delete from `sms_count` where `expires_at` < :now limit :most";

  private final JdbcClient jdbc;
  private final StorageRetry retry;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param dataSource connections that commit each statement by itself
   */
  public JdbcCountStore(DataSource dataSource, StorageRetry retry) {
    this.jdbc = JdbcClient.create(dataSource);
    this.retry = retry;
  }

  @Override
  public Map<Bucket, Kept> find(Collection<Bucket> buckets) {
    List<byte[]> keys = buckets.stream().map(JdbcCountStore::key).toList();
    return retry.call(() -> {
      Map<Bucket, Kept> found = new HashMap<>();
      jdbc.sql(FIND)
          .param("buckets", new ArrayList<>(keys))
          .query()
          .listOfRows()
          .forEach(row ->
              found.put(
                  new Bucket(HexFormat.of().formatHex(bytes(row, "bucket"))),
                  new Kept(
                      Tally.decode(bytes(row, "tally")),
                      ((Number) Objects.requireNonNull(row.get("version"))).longValue())));
      return found;
    });
  }

  @Override
  public Optional<Kept> replace(Bucket bucket, Kept read, Tally next, Instant expiresAt) {
    long version = random.nextLong(1, Long.MAX_VALUE);
    JdbcClient.StatementSpec replacement =
        jdbc.sql(read.version() == 0 ? INSERT : REPLACE)
            .param("bucket", key(bucket))
            .param("tally", next.encode())
            .param("next", version)
            .param("expiry", expiresAt.toEpochMilli());
    if (read.version() != 0) {
      replacement.param("version", read.version());
    }
    boolean replaced =
        retry.call(
            () -> isDone(replacement), () -> isDone(replacement) || isThere(bucket, version));
    return replaced ? Optional.of(new Kept(next, version)) : Optional.empty();
  }

  private static boolean isDone(JdbcClient.StatementSpec replacement) {
    try {
      return replacement.update() > 0;
    } catch (DuplicateKeyException another) {
      return false;
    }
  }

  private boolean isThere(Bucket bucket, long version) {
    return jdbc.sql(VERSION)
            .param("bucket", key(bucket))
            .param("next", version)
            .query(Integer.class)
            .single()
        > 0;
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return jdbc.sql(REMOVE).param("now", now.toEpochMilli()).param("most", atMost).update();
  }

  private static byte[] bytes(Map<String, ? extends @Nullable Object> row, String column) {
    return (byte[]) Objects.requireNonNull(row.get(column));
  }

  private static byte[] key(Bucket bucket) {
    return HexFormat.of().parseHex(bucket.hex());
  }
}
