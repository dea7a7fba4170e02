package dev.gatehouse.adapter.persistence;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date, from empty or from any version of ours. */
final class SchemaMigration {

  private static final String SCRIPTS = "classpath:dev/gatehouse/adapter/persistence/migration";

  private SchemaMigration() {}

  /**
   * Migrates over connections of its own, because a statement that changes a table may take longer
   * than the pool allows. Safe to run on several replicas at once: Flyway takes a lock.
   *
   * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached or a script
   *     fails
   */
  static void run(DatabaseProperties.Complete database) {
    Flyway.configure()
        .dataSource(database.url(), database.username(), database.password())
        .locations(SCRIPTS)
        .failOnMissingLocations(true)
        .placeholders(Map.of("code_points_64", database.isMySql() ? "64" : "128"))
        // Milliseconds; a host that swallows packets would otherwise hold the start for minutes.
        .jdbcProperties(database.isMySql() ? Map.of("connectTimeout", "2000") : Map.of())
        // The service may start a little before its database.
        .connectRetries(5)
        .connectRetriesInterval(1)
        .load()
        .migrate();
  }
}
