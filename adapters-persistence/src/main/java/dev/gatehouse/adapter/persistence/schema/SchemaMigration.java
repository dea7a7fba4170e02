package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.connection.PrimaryDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the schema up to date: from empty, from any version of ours, and from the older shape that
 * services of this kind have; and then the tables that login methods bring along. Each step can be
 * repeated, so that a crash in the middle is mended by running it again.
 *
 * <p>Works over connections of its own, because a statement that changes a table may take longer
 * than the pool allows. Safe to run on several replicas at once: the steps are taken under locks.
 */
public final class SchemaMigration {

  private static final String HISTORY = MigrationScripts.OURS.history();

  /** The service may start a little before its database. */
  private static final int CONNECT_ATTEMPTS = 6;

  private static final Duration CONNECT_PAUSE = Duration.ofSeconds(1);

  /** Longer than any table of users takes to change. */
  private static final Duration ADOPTION = Duration.ofHours(1);

  private final DataSource dataSource;
  private final DatabaseProduct product;

  /**
   * @throws SchemaException if the database cannot be reached
   */
  public SchemaMigration(DatabaseProperties.Complete database) {
    this.dataSource = PrimaryDataSource.forMigrations(database);
    this.product = reach(dataSource);
  }

  /**
   * As the service starts: changes nothing, and needs no right to, when there is nothing to do.
   *
   * @return the number of scripts that were run
   * @throws SchemaException if the schema must be changed and may not be
   * @throws FlywayException if a script fails
   */
  public int runUnlessDone() {
    AdoptionPlan plan = plan();
    if (!plan.problems().isEmpty()) {
      // Perhaps another replica is at it: what it leaves behind counts.
      plan = olderTables().alone(_ -> plan());
    }
    plan.requireSound();
    boolean current =
        MigrationScripts.installed().stream().allMatch(each -> isDone(flyway(each).info()));
    if (current && plan.statements().isEmpty()) {
      return 0;
    }
    requireRightToChange();
    return run();
  }

  /** The same without asking first; for an account that is meant to change the schema. */
  public int run() {
    LegacySchema older = olderTables();
    if (older.exist()) {
      return older.alone(jdbc -> {
        older.adopt(jdbc, pendingTables(), SchemaMigration::carryHistoryOver);
        return migrate(true);
      });
    }
    older.requireEmptySchemaOr(HISTORY);
    carryHistoryOver(JdbcClient.create(dataSource));
    return migrate(false);
  }

  private int migrate(boolean adopted) {
    int executed = 0;
    for (MigrationScripts scripts : MigrationScripts.installed()) {
      Flyway flyway = flyway(scripts);
      if (adopted || !scripts.equals(MigrationScripts.OURS)) {
        baseline(flyway, scripts.history());
      }
      executed += migrate(flyway);
    }
    return executed;
  }

  /** What an adoption would do, or what keeps it from being done. Changes nothing. */
  AdoptionPlan plan() {
    return olderTables().plan(pendingTables());
  }

  private Map<String, List<String>> pendingTables() {
    JdbcClient jdbc = JdbcClient.create(dataSource);
    Map<String, List<String>> tables = new HashMap<>();
    for (MigrationScripts scripts : MigrationScripts.installed()) {
      String history =
          scripts.isToBeCarriedOver(jdbc) ? scripts.formerHistory() : scripts.history();
      tables.putAll(scripts.tables(flyway(scripts, history).info().pending()));
    }
    return tables;
  }

  /** Up to version 0.1 our history had Flyway's own name, which the older service may use too. */
  private static void carryHistoryOver(JdbcClient jdbc) {
    for (MigrationScripts scripts : MigrationScripts.installed()) {
      if (scripts.isToBeCarriedOver(jdbc)) {
        jdbc.sql(
                "alter table `%s` rename to `%s`"
                    .formatted(scripts.formerHistory(), scripts.history()))
            .update();
      }
    }
  }

  private static boolean isDone(MigrationInfoService info) {
    return info.pending().length == 0 && !isHalfDone(info);
  }

  private static boolean isHalfDone(MigrationInfoService info) {
    return Arrays.stream(info.applied()).anyMatch(each -> each.getState().isFailed());
  }

  private static int migrate(Flyway flyway) {
    // A script stopped half-way, and runs again. Other damage is not repaired: a repair would also
    // accept a script that was changed after its run.
    if (isHalfDone(flyway.info())) {
      flyway.repair();
    }
    return flyway.migrate().migrationsExecuted;
  }

  /**
   * Marks the scripts as begun, because Flyway refuses a database with tables of another origin:
   * adopted ones, or ours beside those of a login method. The first script finds them.
   */
  private void baseline(Flyway flyway, String history) {
    if (olderTables().isThere(history)) {
      return;
    }
    try {
      flyway.baseline();
    } catch (FlywayException e) {
      // Flyway looks before it takes its lock, so another replica may have been quicker.
      if (!olderTables().isThere(history)) {
        throw e;
      }
    }
  }

  private Flyway flyway(MigrationScripts scripts) {
    return flyway(scripts, scripts.history());
  }

  private Flyway flyway(MigrationScripts scripts, String history) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSource)
            .locations(scripts.location())
            .failOnMissingLocations(true)
            .table(history)
            .placeholders(product.placeholders())
            // Scripts that are still to run, or that a newer service ran, are no damage.
            .ignoreMigrationPatterns("*:pending", "*:future")
            .baselineVersion("0");
    if (scripts.equals(MigrationScripts.OURS)) {
      configuration.javaMigrations(ColumnMigration.all().toArray(JavaMigration[]::new));
    }
    return configuration.load();
  }

  private LegacySchema olderTables() {
    return new LegacySchema(dataSource, product, ADOPTION);
  }

  /**
   * Fails if the account may not create tables, before a script fails at its first statement and
   * leaves a mark. The table exists already, so the statement changes nothing.
   */
  private void requireRightToChange() {
    String history =
        MigrationScripts.OURS.isToBeCarriedOver(JdbcClient.create(dataSource))
            ? MigrationScripts.OURS.formerHistory()
            : HISTORY;
    if (product != DatabaseProduct.H2 && olderTables().isThere(history)) {
      JdbcClient.create(dataSource)
          .sql("create table if not exists `" + history + "` (`installed_rank` int)")
          .update();
    }
  }

  private static DatabaseProduct reach(DataSource dataSource) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = dataSource.getConnection()) {
        return DatabaseProduct.of(connection);
      } catch (SQLException e) {
        if (attempt == CONNECT_ATTEMPTS || !pause()) {
          throw DatabaseFailureAnalyzer.unreachable(e);
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(CONNECT_PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
