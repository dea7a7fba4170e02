package dev.gatehouse.adapter.persistence.schema;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the tables of an older service with the shape of our first script: what keeps them from
 * being adopted, or the statements that adopt them. Changes nothing.
 */
final class AdoptionPlanner {

  /** The tables that older services made, too. */
  static final List<String> TABLES = List.of("user_login_method", "user");

  private final JdbcClient jdbc;
  private final DatabaseProduct product;
  private final InformationSchema schema;
  private final Map<String, TableColumn> columns;

  AdoptionPlanner(JdbcClient jdbc, DatabaseProduct product) {
    this.jdbc = jdbc;
    this.product = product;
    this.schema = new InformationSchema(jdbc);
    this.columns = schema.columns(TABLES);
  }

  /**
   * Looks at everything.
   *
   * @param pending the tables that scripts are about to make, with their columns
   */
  AdoptionPlan plan(Map<String, List<String>> pending) {
    List<String> problems = new ArrayList<>(unrecognized());
    if (!problems.isEmpty()) {
      return new AdoptionPlan(problems, List.of(), List.of());
    }
    List<String> notes = new ArrayList<>();
    schema
        .triggers(TABLES)
        .forEach(trigger ->
            notes.add("trigger " + trigger + " runs for the rows that Gatehouse writes, too"));
    Map<String, String> keptIds = keptIds(notes);
    Map<String, List<TargetColumn>> wanted = new LinkedHashMap<>();
    TABLES.forEach(table ->
        wanted.put(
            table,
            TargetColumn.of(table, product.byteWise(), keptIds.get(table), keptIds.get("user"))));
    wanted.forEach((table, targets) ->
        targets.forEach(target ->
            target
                .problemOf(table, columns.get(table + "." + target.name()))
                .ifPresent(problems::add)));
    problems.addAll(new WriteObstacles(schema, columns, wanted).problems());
    problems.addAll(new TableLimits(schema, columns, wanted).problems());
    problems.addAll(new CheckConstraints(jdbc, product, columns, wanted).problems());
    problems.addAll(takenNames(pending));
    problems.addAll(impossibleRows());
    return new AdoptionPlan(problems, notes, problems.isEmpty() ? statements(wanted) : List.of());
  }

  /** The types of the ids that cannot be widened, because other tables refer to them. */
  private Map<String, String> keptIds(List<String> notes) {
    Map<String, String> kept = new HashMap<>();
    for (String table : TABLES) {
      String id = table + ".id";
      List<String> references =
          schema.references(TABLES).stream()
              .filter(each -> each.referred().equals(id))
              .map(InformationSchema.Reference::column)
              .toList();
      TableColumn column = requireNonNull(columns.get(id));
      if (!references.isEmpty()) {
        kept.put(table, column.fullType());
        if (!column.type().equals("bigint")) {
          notes.add(
              "%s stays %s, because foreign keys refer to it: %s"
                  .formatted(id, column.fullType(), String.join(", ", references)));
        }
      }
    }
    return kept;
  }

  /** Names and columns without which a row leads to no user. */
  private List<String> unrecognized() {
    List<String> problems = new ArrayList<>();
    for (String table : TABLES) {
      if (schema.isView(table)) {
        problems.add(
            table + " is a view: give Gatehouse a database of its own in spring.datasource.url");
      }
    }
    for (String column :
        List.of(
            "user.id",
            "user.name",
            "user_login_method.id",
            "user_login_method.user_id",
            "user_login_method.login_method",
            "user_login_method.identification")) {
      if (!columns.containsKey(column)) {
        problems.add(
            "the column "
                + column
                + " is missing: the tables are those of something else. Give Gatehouse a database"
                + " of its own in spring.datasource.url");
      }
    }
    return problems;
  }

  /** Tables of other services under names that our scripts are about to use. */
  private List<String> takenNames(Map<String, List<String>> pending) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(pending)
        .forEach((table, columns) -> {
          if (!TABLES.contains(table)
              && schema.hasTable(table)
              && !schema.columns(List.of(table)).keySet().containsAll(qualified(table, columns))) {
            problems.add(
                "%s is a table of something else, and Gatehouse needs the name. Rename it: rename table `%s` to `%s_before`"
                    .formatted(table, table, table));
          }
        });
    return problems;
  }

  private static List<String> qualified(String table, List<String> columns) {
    return columns.stream().map(column -> table + "." + column).toList();
  }

  /** Rows that no change of a table can carry over. */
  private List<String> impossibleRows() {
    List<String> problems = new ArrayList<>();
    if (!schema.hasKeyOfIdentities()) {
      problems.addAll(InvalidLoginRows.read(jdbc).problems());
    }
    TableColumn age = columns.get("user.age");
    if (age != null && age.isInteger() && (age.type().equals("bigint") || age.unsigned())) {
      long impossible =
          jdbc.sql("select count(*) from `user` where `age` not between -2147483648 and 2147483647")
              .query(Long.class)
              .single();
      if (impossible > 0) {
        problems.add(
            "user.age holds %d values that do not fit into an int: set them to null, or rename the column and Gatehouse adds its own"
                .formatted(impossible));
      }
    }
    return problems;
  }

  private List<String> statements(Map<String, List<TargetColumn>> targets) {
    List<String> statements = new ArrayList<>();
    targets.forEach((table, wantedColumns) -> {
      List<String> changes = new ArrayList<>();
      for (TargetColumn wanted : wantedColumns) {
        wanted
            .changeOf(columns.get(table + "." + wanted.name()))
            .ifPresent(change -> {
              statements.addAll(change.before());
              changes.add(change.clause());
            });
      }
      if (table.equals("user_login_method") && !schema.hasKeyOfIdentities()) {
        changes.add(
            "add constraint `user_login_method_identity`"
                + " unique (`login_method`, `identification`)");
      }
      if (!changes.isEmpty() || !schema.isInnoDb(table)) {
        changes.add(
            "engine = InnoDB, default character set utf8mb4"
                + (schema.hasOlderRowFormat(table) ? ", row_format = dynamic" : ""));
        statements.add("alter table `" + table + "` " + String.join(", ", changes));
      }
    });
    if (!schema.hasKeyToUser()) {
      statements.add(
          "alter table `user_login_method` add constraint `user_login_method_user`"
              + " foreign key (`user_id`) references `user` (`id`)");
    }
    return statements;
  }
}
