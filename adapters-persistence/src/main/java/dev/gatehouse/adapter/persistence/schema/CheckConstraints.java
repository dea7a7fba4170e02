package dev.gatehouse.adapter.persistence.schema;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The checks of an older service, held against rows like those that Gatehouse writes. The server
 * itself evaluates them, on rows that are in no table.
 */
final class CheckConstraints {

  /** The shortest and the longest values of our columns, as expressions; others are null. */
  private static final Map<String, List<Map<String, String>>> ROWS =
      Map.of(
          "user",
          List.of(
              Map.of("id", "1", "name", "'用'"),
              Map.of("id", "9007199254740993", "name", "repeat('🙂', 64)")),
          "user_login_method",
          List.of(
              row("'WX'", "repeat('o', 28)"),
              row("'P'", "'+8613800138000'"),
              row("repeat('z', 36)", "repeat('Z', 64)")));

  private final JdbcClient jdbc;
  private final DatabaseProduct product;
  private final Map<String, TableColumn> columns;
  private final Map<String, List<TargetColumn>> wanted;

  CheckConstraints(
      JdbcClient jdbc,
      DatabaseProduct product,
      Map<String, TableColumn> columns,
      Map<String, List<TargetColumn>> wanted) {
    this.jdbc = jdbc;
    this.product = product;
    this.columns = columns;
    this.wanted = wanted;
  }

  private static Map<String, String> row(String loginMethod, String identification) {
    return Map.of(
        "id", "1", "user_id", "1", "login_method", loginMethod, "identification", identification);
  }

  private record Check(String table, String name, String clause) {}

  /** One line for each check that refuses such a row, with what to do. */
  List<String> problems() {
    return checks().stream()
        .filter(this::refusesOurs)
        .map(check ->
            "%s has the check %s, which refuses rows that Gatehouse has to write: %s. Drop it: alter table `%s` drop constraint `%s`"
                .formatted(check.table, check.name, check.clause, check.table, check.name))
        .toList();
  }

  private List<Check> checks() {
    String sql =
        product == DatabaseProduct.MARIADB
            ? """
            select table_name as table_of, constraint_name as name, check_clause as clause
              from information_schema.check_constraints
             where constraint_schema = database() and table_name in (:tables) order by 1, 2
            """
            : """
            select t.table_name as table_of, t.constraint_name as name, c.check_clause as clause
              from information_schema.table_constraints t
              join information_schema.check_constraints c
                on c.constraint_schema = t.constraint_schema
               and c.constraint_name = t.constraint_name
             where t.table_schema = database() and t.table_name in (:tables)
               and t.constraint_type = 'CHECK' and t.enforced = 'YES' order by 1, 2
            """;
    return jdbc.sql(sql)
        .param("tables", List.copyOf(wanted.keySet()))
        .query((row, number) ->
            new Check(
                row.getString("table_of"), row.getString("name"), clause(row.getString("clause"))))
        .list();
  }

  private String clause(String shown) {
    return product == DatabaseProduct.MARIADB ? shown : InformationSchema.unescaped(shown);
  }

  /** Whether a constraint refuses our rows. It counts as refusing if it cannot be evaluated. */
  private boolean refusesOurs(Check check) {
    String rows =
        requireNonNull(ROWS.get(check.table)).stream()
            .map(values -> select(check.table, values))
            .collect(Collectors.joining(" union all "));
    try {
      return jdbc.sql(
                  "select count(*) from (%s) as ours where not (%s)".formatted(rows, check.clause))
              .query(Long.class)
              .single()
          > 0;
    } catch (DataAccessException e) {
      return true;
    }
  }

  private String select(String table, Map<String, String> values) {
    Set<String> ours = new HashSet<>();
    requireNonNull(wanted.get(table)).forEach(target -> ours.add(target.name()));
    Map<String, String> row = new TreeMap<>();
    columns.forEach((name, column) -> {
      if (name.startsWith(table + ".")) {
        String own = name.substring(table.length() + 1);
        row.put(own, ours.contains(own) ? "null" : column.defaultValue());
      }
    });
    row.putAll(values);
    if (row.containsKey("created_at")) {
      row.put("created_at", "current_timestamp(3)");
    }
    return row.entrySet().stream()
        .map(each -> each.getValue() + " as `" + each.getKey() + "`")
        .collect(Collectors.joining(", ", "select ", ""));
  }
}
