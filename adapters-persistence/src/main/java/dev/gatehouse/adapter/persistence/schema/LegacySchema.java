package dev.gatehouse.adapter.persistence.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
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

  private static final List<String> TABLES = List.of("user_login_method", "user");

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

  /** Whether something is still to be done. */
  boolean needChange() {
    return exist() && !statements(schema()).isEmpty();
  }

  /**
   * Changes them, unless an identity is there twice: then nothing at all is changed.
   *
   * @throws SchemaException with the rows and what to do about them; also if another is changing
   *     the tables and does not come to an end
   */
  void adopt() {
    try (var connection =
        new SingleConnectionDataSource(DataSourceUtils.getConnection(dataSource), true)) {
      JdbcClient jdbc = JdbcClient.create(connection);
      lock(jdbc);
      InformationSchema schema = new InformationSchema(jdbc);
      requireRecognized(schema.columns(TABLES));
      if (!schema.hasKeyOfIdentities()) {
        InvalidLoginRows.read(jdbc).requireAdoptable();
      }
      // What was kept as an instant becomes a time in UTC, as all of ours are.
      jdbc.sql("set time_zone = '+00:00'").update();
      // Strict, but with the dates of 0 and the ids of 0 that there may be.
      jdbc.sql("set sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'").update();
      // A row that leads to nobody does not keep everybody else from starting.
      jdbc.sql("set foreign_key_checks = 0").update();
      statements(schema).forEach(statement -> jdbc.sql(statement).update());
    }
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
          "somebody else has been changing the tables user and user_login_method for "
              + patience.toMinutes()
              + " minutes: wait until they are done and start again. Nothing was changed.");
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

  /**
   * @throws SchemaException if a column is missing without which a row leads nobody anywhere
   */
  private static void requireRecognized(Map<String, TableColumn> columns) {
    for (String column :
        List.of(
            "user.id",
            "user.name",
            "user_login_method.id",
            "user_login_method.user_id",
            "user_login_method.login_method",
            "user_login_method.identification")) {
      if (!columns.containsKey(column)) {
        throw new SchemaException(
            "the tables user and user_login_method are of something else, without "
                + column
                + ": give Gatehouse a database of its own in spring.datasource.url. Nothing was"
                + " changed.");
      }
    }
  }

  private InformationSchema schema() {
    return new InformationSchema(JdbcClient.create(dataSource));
  }

  private List<String> statements(InformationSchema schema) {
    Map<String, TableColumn> columns = schema.columns(TABLES);
    List<String> statements = new ArrayList<>();
    for (String table : TABLES) {
      List<String> changes = new ArrayList<>();
      for (TargetColumn wanted : TargetColumn.of(table, product.byteWise())) {
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
        changes.add("engine = InnoDB, default character set utf8mb4");
        statements.add("alter table `" + table + "` " + String.join(", ", changes));
      }
    }
    if (!schema.hasKeyToUser()) {
      statements.add(
          "alter table `user_login_method` add constraint `user_login_method_user`"
              + " foreign key (`user_id`) references `user` (`id`)");
    }
    return statements;
  }
}
