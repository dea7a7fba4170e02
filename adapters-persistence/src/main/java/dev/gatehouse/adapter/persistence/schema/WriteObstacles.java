package dev.gatehouse.adapter.persistence.schema;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What in the tables of an older service would refuse a row that Gatehouse writes. */
final class WriteObstacles {

  /** Columns that later migrations add, with their types. */
  private static final Map<String, String> LATER = ColumnMigration.columns();

  private final InformationSchema schema;
  private final Map<String, TableColumn> columns;
  private final List<String> tables;

  /** The columns that Gatehouse knows. */
  private final Set<String> ours = new HashSet<>();

  WriteObstacles(
      InformationSchema schema,
      Map<String, TableColumn> columns,
      Map<String, List<TargetColumn>> wanted) {
    this.schema = schema;
    this.columns = columns;
    this.tables = List.copyOf(wanted.keySet());
    wanted.forEach(
        (table, targets) -> targets.forEach(target -> ours.add(table + "." + target.name())));
  }

  /** One line for each, with what to do. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    addColumns(problems);
    addKeys(problems);
    return problems;
  }

  private void addColumns(List<String> problems) {
    new TreeMap<>(columns)
        .forEach((name, column) -> {
          if (!ours.contains(name) && column.needsValue()) {
            problems.add(
                "%s is %s not null and has no default: Gatehouse does not know the column. Let it be null, or give it a default: alter table `%s` alter column `%s` set default …"
                    .formatted(name, column.fullType(), tableOf(name), columnOf(name)));
          }
          String later = LATER.get(name);
          if (later != null && !column.isNullable(later)) {
            problems.add(
                "%s is %s%s: Gatehouse adds a %s of this name. Rename the column: alter table `%s` rename column `%s` to …"
                    .formatted(
                        name,
                        column.fullType(),
                        column.nullable() ? "" : " not null",
                        later,
                        tableOf(name),
                        columnOf(name)));
          }
        });
  }

  private void addKeys(List<String> problems) {
    for (InformationSchema.UniqueKey key : schema.uniqueKeys(tables)) {
      boolean harmless =
          key.columns().contains("id")
              || key.columns().containsAll(InformationSchema.IDENTITY)
              || key.columns().stream()
                  .map(column -> key.table() + "." + column)
                  .anyMatch(column ->
                      !ours.contains(column)
                          && columns.containsKey(column)
                          && requireNonNull(columns.get(column)).nullable());
      if (!harmless) {
        problems.add(
            "%s has the unique key %s (%s), which refuses rows that Gatehouse has to write. Drop it: alter table `%s` drop index `%s`"
                .formatted(
                    key.table(),
                    key.name(),
                    String.join(", ", key.columns()),
                    key.table(),
                    key.name()));
      }
    }
    for (String table : tables) {
      if (!schema.hasKeyOnId(table)) {
        problems.add(
            "%s has no primary key on id: alter table `%s` add primary key (`id`)"
                .formatted(table, table));
      }
    }
  }

  private static String tableOf(String column) {
    return column.substring(0, column.indexOf('.'));
  }

  private static String columnOf(String column) {
    return column.substring(column.indexOf('.') + 1);
  }
}
