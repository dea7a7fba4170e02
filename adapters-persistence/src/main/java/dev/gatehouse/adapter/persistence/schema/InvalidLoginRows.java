package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.domain.identity.LoginMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Invalid rows of {@code user_login_method}, which the older shape did not prevent. Messages name
 * them by id, never by identification, because they reach a terminal and a log.
 *
 * @param doubled rows that share one identity, each group in the order of their ids
 * @param orphaned rows that lead to no user
 * @param incomplete rows without a user, a method or an identification
 */
record InvalidLoginRows(
    List<List<LoginRow>> doubled, List<LoginRow> orphaned, List<LoginRow> incomplete) {

  private static final int SHOWN_AT_START = 10;

  /**
   * @param userId null if the row has none
   * @param userExists whether there is such a user
   */
  record LoginRow(
      long id,
      @Nullable Long userId,
      boolean userExists,
      @Nullable String method,
      @Nullable String identification) {

    /** The row without the identification. */
    @Override
    public String toString() {
      return "row %d (%s)".formatted(id, userId == null ? "no user" : "user " + userId);
    }
  }

  private record Identity(String method, String identification) {}

  private static final String SELECT =
      """
      select m.`id`, m.`user_id`, u.`id` as `existing`, m.`login_method`, m.`identification`
        from `user_login_method` m left join `user` u on u.`id` = m.`user_id`
      """;

  /** Reads them. Needs no more than the right to read, whatever the shape of the tables. */
  static InvalidLoginRows read(JdbcClient jdbc) {
    // The database may find more the same than there is, comparing without case; never less.
    List<LoginRow> candidates =
        rows(
            jdbc,
            """
            join (select `login_method` as `l`, `identification` as `i` from `user_login_method`
                   group by `login_method`, `identification` having count(*) > 1) d
              on d.`l` = m.`login_method` and d.`i` = m.`identification`
            order by m.`id`
            """);
    Map<Identity, List<LoginRow>> byIdentity = new LinkedHashMap<>();
    for (LoginRow row : candidates) {
      if (row.method != null && row.identification != null) {
        byIdentity
            .computeIfAbsent(new Identity(row.method, row.identification), _ -> new ArrayList<>())
            .add(row);
      }
    }
    return new InvalidLoginRows(
        byIdentity.values().stream().filter(group -> group.size() > 1).toList(),
        rows(jdbc, "where m.`user_id` is not null and u.`id` is null order by m.`id`"),
        rows(
            jdbc,
            "where m.`user_id` is null or m.`login_method` is null or m.`identification` is null"
                + " order by m.`id`"));
  }

  /** The rows of a login method that have an identification, in the order of their ids. */
  static List<LoginRow> of(LoginMethod method, JdbcClient jdbc) {
    return rows(
            jdbc,
            "where m.`login_method` = ? and m.`identification` is not null order by m.`id`",
            method.code())
        .stream()
        .filter(row -> method.code().equals(row.method))
        .toList();
  }

  private static List<LoginRow> rows(JdbcClient jdbc, String which, Object... parameters) {
    return jdbc.sql(SELECT + which)
        .params(parameters)
        .query((row, number) ->
            new LoginRow(
                row.getLong("id"),
                row.getObject("user_id", Long.class),
                row.getObject("existing", Long.class) != null,
                row.getString("login_method"),
                row.getString("identification")))
        .list();
  }

  boolean isEmpty() {
    return doubled.isEmpty() && orphaned.isEmpty() && incomplete.isEmpty();
  }

  /** What keeps the tables from being given their keys. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!doubled.isEmpty()) {
      problems.add(
          "user_login_method holds %d login identities more than once: %s. "
                  .formatted(
                      doubled.size(),
                      firstOf(doubled.stream().map(InvalidLoginRows::show).toList()))
              + "Look at them with 'java -jar gatehouse.jar doctor'. Then 'doctor --merge --dry-run'"
              + " shows how 'doctor --merge' merges them into the oldest user of each");
    }
    if (!incomplete.isEmpty()) {
      problems.add(
          "user_login_method holds rows without a user or an identity: %s. "
                  .formatted(firstOf(incomplete.stream().map(LoginRow::toString).toList()))
              + "No login can use them. 'java -jar gatehouse.jar doctor --remove-orphans' removes"
              + " them");
    }
    return problems;
  }

  /** Everything, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    doubled.forEach(group -> lines.add("doubled     " + show(group)));
    orphaned.forEach(row -> lines.add("orphaned    " + row.method + " " + row));
    incomplete.forEach(row -> lines.add("incomplete  " + row.method + " " + row));
    return lines;
  }

  private static String show(Collection<LoginRow> group) {
    return group.iterator().next().method
        + " "
        + group.stream().map(LoginRow::toString).collect(Collectors.joining(", "));
  }

  private static String firstOf(List<String> texts) {
    String first = texts.stream().limit(SHOWN_AT_START).collect(Collectors.joining("; "));
    return texts.size() > SHOWN_AT_START ? first + "; …" : first;
  }
}
