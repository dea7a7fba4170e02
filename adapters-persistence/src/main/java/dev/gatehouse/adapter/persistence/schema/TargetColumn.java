package dev.gatehouse.adapter.persistence.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A column as our first script makes it. An existing one is widened to it, never narrowed, never
 * renamed.
 *
 * @param fits whether an existing column will do
 * @param convertible whether one that will not do can be changed without a loss
 * @param wanted what an operator has to provide in place of a column that cannot be changed
 * @param definition what a column that will not do is changed to
 * @param before what its rows need first
 */
record TargetColumn(
    String name,
    Predicate<TableColumn> fits,
    Predicate<TableColumn> convertible,
    String wanted,
    Function<@Nullable TableColumn, String> definition,
    List<String> before) {

  /** One clause of an {@code alter table}, and the statements that must come before it. */
  record Change(String clause, List<String> before) {}

  /**
   * @param ownId the type of the id when it cannot be widened, because other tables refer to it;
   *     null when it can
   * @param userId likewise, of the user's id
   */
  static List<TargetColumn> of(
      String table, String byteWise, @Nullable String ownId, @Nullable String userId) {
    return table.equals("user")
        ? List.of(id(ownId), name64(), age(), createdAt(table))
        : List.of(
            id(ownId),
            userId(userId),
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

  /** What is wrong with a column that neither will do nor can be changed. */
  Optional<String> problemOf(String table, @Nullable TableColumn column) {
    return column == null || fits.test(column) || convertible.test(column)
        ? Optional.empty()
        : Optional.of("%s.%s is %s: %s".formatted(table, name, column.fullType(), wanted));
  }

  private String clause(@Nullable TableColumn column) {
    return "`" + name + "` " + definition.apply(column);
  }

  private static TargetColumn id(@Nullable String kept) {
    return new TargetColumn(
        "id",
        is -> is.counting() && (kept != null || isBigint(is)),
        TableColumn::isInteger,
        "Gatehouse numbers its rows, so the column has to be an integer. Give Gatehouse a database"
            + " of its own",
        is -> (kept == null ? "bigint" : kept) + " not null auto_increment",
        List.of());
  }

  private static TargetColumn userId(@Nullable String kept) {
    String type = kept == null ? "bigint" : kept;
    return new TargetColumn(
        "user_id",
        is -> !is.nullable() && (kept == null ? isBigint(is) : is.fullType().equals(kept)),
        TableColumn::isInteger,
        "it has to be an integer as user.id is. Give Gatehouse a database of its own",
        is -> type + " not null",
        List.of());
  }

  private static boolean isBigint(TableColumn column) {
    return column.type().equals("bigint") && !column.unsigned();
  }

  private static TargetColumn age() {
    return new TargetColumn(
        "age",
        is -> (is.type().equals("int") || is.type().equals("bigint")) && is.nullable(),
        TableColumn::isInteger,
        "an age is an integer. Change the column, or rename it and Gatehouse adds its own",
        is -> is != null && is.type().equals("bigint") ? "bigint null" : "int null",
        List.of());
  }

  private static TargetColumn name64() {
    TargetColumn name = text("name", 64, "", false);
    return new TargetColumn(
        "name",
        is -> name.fits.test(is) || isWideEnough(is),
        name.convertible,
        name.wanted,
        is ->
            is != null && is.isLongText()
                ? is.type() + " character set utf8mb4 not null"
                : name.definition.apply(is),
        List.of("update `user` set `name` = '' where `name` is null"));
  }

  private static boolean isWideEnough(TableColumn column) {
    return column.isLongText() && !column.nullable() && column.collation().startsWith("utf8mb4_");
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
        is -> is.isText() && (name.equals("name") || !is.isLongText()),
        "it has to be a varchar(%d) or wider. Change the column".formatted(length),
        is ->
            "varchar(%d) character set utf8mb4%s %s"
                .formatted(
                    is == null ? length : Math.max(length, is.length()),
                    collate,
                    nullable ? "null" : "not null"),
        List.of());
  }

  /** The column has a default, because the older service may run beside ours without it. */
  private static TargetColumn createdAt(String table) {
    return new TargetColumn(
        "created_at",
        is ->
            is.type().equals("datetime")
                && is.fraction() == 3
                && !is.nullable()
                && !is.needsValue(),
        TableColumn::isTime,
        "Gatehouse keeps a datetime(3) under this name. Rename the column and Gatehouse adds its"
            + " own: alter table `%s` rename column `created_at` to `created_at_before`"
                .formatted(table),
        is -> "datetime(3) not null default current_timestamp(3)",
        List.of(
            "update `"
                + table
                + "` set `created_at` = current_timestamp"
                + " where `created_at` is null or `created_at` = 0"));
  }
}
