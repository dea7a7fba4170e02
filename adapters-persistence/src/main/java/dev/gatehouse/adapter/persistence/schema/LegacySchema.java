package dev.gatehouse.adapter.persistence.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return product != DatabaseProduct.H2 && AdoptionPlanner.TABLES.stream().allMatch(this::isThere);
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
        ? new AdoptionPlanner(JdbcClient.create(dataSource), product).plan(pending)
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
    AdoptionPlan plan = new AdoptionPlanner(jdbc, product).plan(pending);
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
}
