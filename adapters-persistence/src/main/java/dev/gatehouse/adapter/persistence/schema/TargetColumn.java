package dev.gatehouse.adapter.persistence.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A column as our first script makes it. An existing one is widened to it, never narrowed, never
 * renamed.
 *
 * @param fits whether an existing column will do
 * @param definition what a column that will not do is changed to
 * @param before what its rows need first
 */
record TargetColumn(
    String name,
    Predicate<TableColumn> fits,
    Function<@Nullable TableColumn, String> definition,
    List<String> before) {

  /** One clause of an {@code alter table}, and the statements that must come before it. */
  record Change(String clause, List<String> before) {}

  static List<TargetColumn> of(String table, String byteWise) {
    return table.equals("user")
        ? List.of(id(), name64(), age(), createdAt(table))
        : List.of(
            id(),
            userId(),
            text("login_method", 36, " collate " + byteWise, false),
            text("identification", 64, " collate " + byteWise, false),
            text("access_code", 255, "", true),
            createdAt(table));
  }

  /** What to do about the column as it is, null when it is missing; empty if it will do. */
  Optional<Change> changeOf(@Nullable TableColumn column) {
    if (column == null) {
      return Optional.of(new Change("add column " + clause(null), List.of()));
    }
    return fits.test(column)
        ? Optional.empty()
        : Optional.of(new Change("modify column " + clause(column), before));
  }

  private String clause(@Nullable TableColumn column) {
    return "`" + name + "` " + definition.apply(column);
  }

  private static TargetColumn id() {
    return new TargetColumn(
        "id",
        is -> is.type().equals("bigint") && !is.unsigned() && is.counting(),
        is -> "bigint not null auto_increment",
        List.of());
  }

  private static TargetColumn userId() {
    return new TargetColumn(
        "user_id",
        is -> is.type().equals("bigint") && !is.unsigned() && !is.nullable(),
        is -> "bigint not null",
        List.of());
  }

  private static TargetColumn age() {
    return new TargetColumn(
        "age",
        is -> Set.of("int", "bigint").contains(is.type()) && is.nullable(),
        is -> "int null",
        List.of());
  }

  private static TargetColumn name64() {
    TargetColumn name = text("name", 64, "", false);
    return new TargetColumn(
        "name",
        name.fits,
        name.definition,
        List.of("update `user` set `name` = '' where `name` is null"));
  }

  private static TargetColumn text(String name, int length, String collate, boolean nullable) {
    String collation = collate.replace(" collate ", "");
    return new TargetColumn(
        name,
        is ->
            is.type().equals("varchar")
                && is.length() >= length
                && is.nullable() == nullable
                && (collation.isEmpty()
                    ? is.collation().startsWith("utf8mb4_")
                    : is.collation().equals(collation)),
        is ->
            "varchar(%d) character set utf8mb4%s %s"
                .formatted(
                    is == null || !is.type().equals("varchar")
                        ? length
                        : Math.max(length, is.length()),
                    collate,
                    nullable ? "null" : "not null"),
        List.of());
  }

  /** With a default, unlike in our script: the older service may go on beside ours for a while. */
  private static TargetColumn createdAt(String table) {
    return new TargetColumn(
        "created_at",
        is -> is.type().equals("datetime") && is.fraction() == 3 && !is.nullable(),
        is -> "datetime(3) not null default current_timestamp(3)",
        List.of(
            "update `"
                + table
                + "` set `created_at` = current_timestamp"
                + " where `created_at` is null or `created_at` = 0"));
  }
}
