package dev.gatehouse.benchmarks.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;

/**
 * Fills a migrated, empty database with users, in the way that docs/scale.md recommends: rows in
 * the order of their primary key with no other key in the way, then the keys, which sort once and
 * prove that no identity is there twice.
 */
public final class BulkLoad {

  private static final int BATCH = 100_000;

  /** Rows in a table of 100,000 numbers from 0 on. */
  private static final String NUMBERS =
      """
      (select a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n as n from %s a, %s b, %s c, %s d, %s e)\
      """
          .replace(
              "%s",
              "(select 0 n union all select 1 union all select 2 union all select 3 union all select 4"
                  + " union all select 5 union all select 6 union all select 7 union all select 8 union"
                  + " all select 9)");

  private BulkLoad() {}

  /** Does nothing if there are that many users already. */
  static void fill(Connection connection, long users) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (count(statement, "user_login_method") == users) {
        return;
      }
      statement.execute("set foreign_key_checks = 0");
      statement.execute("truncate table `user_login_method`");
      statement.execute("truncate table `user`");
      statement.execute(
          "alter table `user_login_method` drop foreign key `user_login_method_user`,"
              + " drop key `user_login_method_identity`");
      statement.execute("alter table `user_login_method` drop key `user_login_method_user`");
      for (long first = 1; first <= users; first += BATCH) {
        insert(statement, first, Math.min(users - first + 1, BATCH));
      }
      statement.execute(
          "alter table `user_login_method` add constraint `user_login_method_identity` unique"
              + " (`login_method`, `identification`), add key `user_login_method_user` (`user_id`)");
      statement.execute(
          "alter table `user_login_method` add constraint `user_login_method_user` foreign key"
              + " (`user_id`) references `user` (`id`)");
      statement.execute("analyze table `user`, `user_login_method`");
    }
  }

  private static void insert(Statement statement, long first, long rows) throws SQLException {
    String numbers = "from " + NUMBERS + " numbers where n < " + rows + " order by n";
    statement.execute(
        "insert into `user` (`id`, `name`, `created_at`) select %d + n, concat('用户', %d + n), now(3) %s"
            .formatted(first, first, numbers));
    statement.execute(
        """
        insert into `user_login_method` (`user_id`, `login_method`, `identification`, `created_at`)
        select %d + n, 'WX', replace(replace(left(to_base64(unhex(sha2(%d + n, 256))), 28), '+', 'a'), '/', 'b'), now(3) %s\
        """
            .formatted(first, first, numbers));
  }

  /**
   * Adds sessions until there are so many: opened one after the other, each of a user drawn at
   * random, and ending after what is measured. Ids are made as the service makes them.
   */
  static void fillSessions(Connection connection, long users, long sessions) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long there = count(statement, "user_session");
      if (there >= sessions) {
        return;
      }
      statement.execute("truncate table `user_session`");
      statement.execute(
          "alter table `user_session` drop key `user_session_user`, drop key `user_session_expiry`,"
              + " drop key `user_session_login_method`");
      for (long first = 0; first < sessions; first += BATCH) {
        statement.execute(
            """
            insert into `user_session` (`sid`, `user_id`, `secret_hash`, `previous_secret_hash`,
                                        `salt`, `opened_at`, `rotated_at`, `expires_at`,
                                        `login_method_id`)
            select unhex(concat(lpad(hex(unix_timestamp() * 1000 - %1$d + %2$d + n), 12, '0'),
                                left(sha2(%2$d + n, 256), 20))),
                   1 + crc32(%2$d + n) %% %3$d, unhex(sha2(n, 256)), unhex(sha2(n + 1, 256)),
                   unhex(sha2(n + 2, 256)), now(3), now(3),
                   now(3) + interval 20 day + interval (%2$d + n) * 10 microsecond,
                   1 + crc32(%2$d + n) %% %3$d
              from %4$s numbers where n < %5$d order by n
            """
                .formatted(sessions, first, users, NUMBERS, Math.min(sessions - first, BATCH)));
      }
      statement.execute(
          "alter table `user_session` add key `user_session_user` (`user_id`),"
              + " add key `user_session_expiry` (`expires_at`),"
              + " add key `user_session_login_method` (`login_method_id`)");
      statement.execute("analyze table `user_session`");
    }
  }

  /** Of the user with that id: letters and digits, as long as a unionid, and in no order. */
  public static String identification(long id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(Long.toString(id).getBytes(US_ASCII));
      return Base64.getEncoder()
          .encodeToString(hash)
          .substring(0, 28)
          .replace('+', 'a')
          .replace('/', 'b');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from `" + table + "`")) {
      row.next();
      return row.getLong(1);
    }
  }
}
