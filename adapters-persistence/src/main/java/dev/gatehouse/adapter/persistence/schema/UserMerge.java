package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.schema.InvalidLoginRows.LoginRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Merges the users that share an identity. The user with the lowest id gets the login methods of
 * the others, which are disabled and name it in {@code merged_into}: other systems may know them by
 * their ids. Needs a transaction.
 */
final class UserMerge {

  private static final String MARK =
      """
      update `user` set `merged_into` = ?, `disabled_at` = coalesce(`disabled_at`, utc_timestamp(3))
       where `id` = ?
      """;

  private final JdbcClient jdbc;
  private final boolean marks;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param marks whether the table has the columns that mark a merged user; without them a merge is
   *     tried only, to be rolled back
   */
  UserMerge(JdbcClient jdbc, boolean marks) {
    this.jdbc = jdbc;
    this.marks = marks;
  }

  /** Merges the users of each group; returns what was done, a line each. */
  List<String> merge(List<List<LoginRow>> doubled) {
    SortedMap<Long, Long> elders = elders(doubled);
    for (List<LoginRow> group : doubled) {
      LoginRow kept =
          group.stream()
              .filter(LoginRow::userExists)
              .min(Comparator.comparingLong(LoginRow::id))
              .orElse(group.getFirst());
      group.stream().filter(row -> row.id() != kept.id()).forEach(this::remove);
    }
    elders.forEach((user, elder) -> {
      if (!user.equals(elder)) {
        unite(user, elder);
      }
    });
    return lines;
  }

  /** Removes rows that do not refer to a user. Returns one line for each change. */
  List<String> remove(List<LoginRow> rows) {
    rows.forEach(this::remove);
    return lines;
  }

  private void remove(LoginRow row) {
    jdbc.sql("delete from `user_login_method` where `id` = ?").param(row.id()).update();
    lines.add("removed     login method " + row);
  }

  private void unite(Long user, Long elder) {
    int moved =
        jdbc.sql("update `user_login_method` set `user_id` = ? where `user_id` = ?")
            .param(elder)
            .param(user)
            .update();
    if (marks) {
      jdbc.sql(MARK).param(elder).param(user).update();
    }
    lines.add(
        "merged      user %d into user %d, with %d more login methods"
            .formatted(user, elder, moved));
  }

  /** Maps each user of a doubled identity to the oldest user of that person, by any chain. */
  private static SortedMap<Long, Long> elders(List<List<LoginRow>> doubled) {
    SortedMap<Long, Long> elders = new TreeMap<>();
    for (List<LoginRow> group : doubled) {
      List<Long> users = new ArrayList<>();
      for (LoginRow row : group) {
        Long user = row.userId();
        if (user != null && row.userExists()) {
          users.add(elders.getOrDefault(user, user));
          elders.putIfAbsent(user, user);
        }
      }
      users.stream()
          .min(Comparator.naturalOrder())
          .ifPresent(
              eldest -> elders.replaceAll((_, elder) -> users.contains(elder) ? eldest : elder));
    }
    return elders;
  }
}
