package dev.gatehouse.adapter.persistence.schema;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The tables {@code user} and {@code user_login_method} in the shape that older services gave them:
 * narrow columns, no keys but the primary ones. Brought to the shape of our first script; rows keep
 * their ids.
 *
 * <p>What is to be done is read off the tables each time, so a crash between two statements is
 * mended by running it again. Each statement by itself is atomic in MySQL 8 and MariaDB 10.6.
 */
final class LegacySchema {

  private static final Logger log = LoggerFactory.getLogger(LegacySchema.class);

  private static final List<String> TABLES = List.of("user_login_method", "user");

  /** Columns that later migrations add, with their types. */
  private static final Map<String, String> LATER = ColumnMigration.columns();

  private final DataSource dataSource;
  private final DatabaseProduct product;
  private final Duration patience;

  /**
   * @param patience with another that is changing them at this moment
   */
  LegacySchema(DataSource dataSource, DatabaseProduct product, Duration patience) {
    this.dataSource = dataSource;
    this.product = product;
    this.patience = patience;
  }

  /** Whether there are such tables at all, in any shape. No other service ever made one in H2. */
  boolean exist() {
    return product != DatabaseProduct.H2 && TABLES.stream().allMatch(this::isThere);
  }

  boolean isThere(String table) {
    return schema().hasTable(table);
  }

  /**
   * Looks at everything and changes nothing.
   *
   * @param pending the tables that scripts are about to make, with their columns
   */
  AdoptionPlan plan(Map<String, List<String>> pending) {
    return exist()
        ? plan(JdbcClient.create(dataSource), pending)
        : new AdoptionPlan(List.of(), List.of(), List.of());
  }

  /**
   * Does work while no other replica does such work, on a connection of its own. A server may show
   * half of a table that is being changed.
   *
   * @throws SchemaException if another replica is at it and does not come to an end
   */
  <T> T alone(Function<JdbcClient, T> work) {
    try (var connection =
        new SingleConnectionDataSource(DataSourceUtils.getConnection(dataSource), true)) {
      JdbcClient jdbc = JdbcClient.create(connection);
      lock(jdbc);
      return work.apply(jdbc);
    }
  }

  /**
   * Changes them, if everything can be changed; otherwise nothing at all is.
   *
   * @param jdbc of {@link #alone}
   * @param pending as {@link #plan} takes it
   * @param first what is done before the first statement
   * @throws SchemaException with every problem and what to do about it
   */
  void adopt(JdbcClient jdbc, Map<String, List<String>> pending, Consumer<JdbcClient> first) {
    AdoptionPlan plan = plan(jdbc, pending);
    plan.requireSound();
    plan.notes().forEach(log::info);
    first.accept(jdbc);
    // What was kept as an instant becomes a time in UTC, as all of ours are.
    jdbc.sql("set time_zone = '+00:00'").update();
    // Strict, but with the dates of 0 and the ids of 0 that there may be.
    jdbc.sql("set sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'").update();
    // A login method without its user does not keep other users from starting.
    jdbc.sql("set foreign_key_checks = 0").update();
    plan.statements().forEach(statement -> jdbc.sql(statement).update());
  }

  /** The others that start now wait here and find it done. Given back with the connection. */
  private void lock(JdbcClient jdbc) {
    Optional<Long> got =
        jdbc.sql("select get_lock(left(concat('gatehouse.', database()), 64), ?)")
            .param(patience.toSeconds())
            .query(Long.class)
            .optional();
    if (!got.equals(Optional.of(1L))) {
      throw new SchemaException(
          "another process has been changing the tables user and user_login_method for "
              + patience.toMinutes()
              + " minutes: wait until it has ended and start again. Nothing was changed.");
    }
  }

  /**
   * @param history a table without which tables are none of ours
   * @throws SchemaException if there are tables, though none of ours
   */
  void requireEmptySchemaOr(String history) {
    // In this order: a replica that starts at the same moment makes its history first.
    if (product != DatabaseProduct.H2 && schema().hasTables() && !isThere(history)) {
      throw new SchemaException(
          "the database holds tables of something else: give Gatehouse one of its own in"
              + " spring.datasource.url. Nothing was changed.");
    }
  }

  private InformationSchema schema() {
    return new InformationSchema(JdbcClient.create(dataSource));
  }

  private AdoptionPlan plan(JdbcClient jdbc, Map<String, List<String>> pending) {
    InformationSchema schema = new InformationSchema(jdbc);
    Map<String, TableColumn> columns = schema.columns(TABLES);
    List<String> problems = new ArrayList<>(unrecognized(schema, columns));
    if (!problems.isEmpty()) {
      return new AdoptionPlan(problems, List.of(), List.of());
    }
    List<String> notes = new ArrayList<>();
    schema
        .triggers(TABLES)
        .forEach(trigger ->
            notes.add("trigger " + trigger + " runs for the rows that Gatehouse writes, too"));
    Map<String, String> keptIds = keptIds(schema, columns, notes);
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
    problems.addAll(inTheWay(schema, columns, wanted));
    problems.addAll(new TableLimits(schema, columns, wanted).problems());
    problems.addAll(new CheckConstraints(jdbc, product, columns, wanted).problems());
    problems.addAll(takenNames(schema, pending));
    problems.addAll(impossibleRows(jdbc, schema, columns));
    return new AdoptionPlan(
        problems, notes, problems.isEmpty() ? statements(schema, columns, wanted) : List.of());
  }

  /** The types of the ids that cannot be widened, because other tables refer to them. */
  private static Map<String, String> keptIds(
      InformationSchema schema, Map<String, TableColumn> columns, List<String> notes) {
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
  private static List<String> unrecognized(
      InformationSchema schema, Map<String, TableColumn> columns) {
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

  /** What would refuse a row that Gatehouse writes. */
  private static List<String> inTheWay(
      InformationSchema schema,
      Map<String, TableColumn> columns,
      Map<String, List<TargetColumn>> wanted) {
    List<String> problems = new ArrayList<>();
    Set<String> ours = new HashSet<>();
    wanted.forEach(
        (table, targets) -> targets.forEach(target -> ours.add(table + "." + target.name())));
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
    for (InformationSchema.UniqueKey key : schema.uniqueKeys(TABLES)) {
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
    for (String table : TABLES) {
      if (!schema.hasKeyOnId(table)) {
        problems.add(
            "%s has no primary key on id: alter table `%s` add primary key (`id`)"
                .formatted(table, table));
      }
    }
    return problems;
  }

  /** Tables of other services under names that our scripts are about to use. */
  private static List<String> takenNames(
      InformationSchema schema, Map<String, List<String>> pending) {
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
  private static List<String> impossibleRows(
      JdbcClient jdbc, InformationSchema schema, Map<String, TableColumn> columns) {
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

  private static String tableOf(String column) {
    return column.substring(0, column.indexOf('.'));
  }

  private static String columnOf(String column) {
    return column.substring(column.indexOf('.') + 1);
  }

  private static List<String> statements(
      InformationSchema schema,
      Map<String, TableColumn> columns,
      Map<String, List<TargetColumn>> targets) {
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
