package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.application.session.ClientGrant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * A migration that adds columns and indexes.
 *
 * <p>Not a script, because MySQL has no {@code add column if not exists}, and a crash after a
 * column was added would leave a script that can never be run to its end.
 */
record ColumnMigration(String version, String description, List<Addition> additions)
    implements JavaMigration {

  /**
   * An addition to a table.
   *
   * @param name of the column, which may be null, or of the index
   * @param definition what follows the name
   */
  private record Addition(boolean index, String table, String name, String definition) {

    static Addition column(String table, String name, String type) {
      return new Addition(false, table, name, type + " null");
    }

    static Addition index(String table, String name, String columns) {
      return new Addition(true, table, name, columns);
    }

    boolean isThere(Connection connection) throws SQLException {
      String catalog = connection.getCatalog();
      try (ResultSet found =
          index
              ? connection.getMetaData().getIndexInfo(catalog, null, table, false, true)
              : connection.getMetaData().getColumns(catalog, null, table, name)) {
        while (found.next()) {
          if (name.equals(found.getString(index ? "INDEX_NAME" : "COLUMN_NAME"))) {
            return true;
          }
        }
        return false;
      }
    }

    String statement(DatabaseProduct product) {
      return index
          ? "create index `%s` on `%s` %s".formatted(name, table, product.keys(definition))
          : "alter table `%s` add column `%s` %s".formatted(table, name, definition);
    }
  }

  private static final Addition DISABLED_AT = Addition.column("user", "disabled_at", "datetime(3)");

  private static final Addition MERGED_INTO = Addition.column("user", "merged_into", "bigint");

  /** All of them, in order. */
  static List<ColumnMigration> all() {
    return List.of(
        new ColumnMigration("2", "users can be disabled", List.of(DISABLED_AT)),
        new ColumnMigration(
            "6",
            "users can change their login methods",
            List.of(
                Addition.column("user", "closes_at", "datetime(3)"),
                Addition.column("user", "erased_at", "datetime(3)"),
                MERGED_INTO,
                Addition.index("user", "user_closes_at", "(`closes_at`)"),
                Addition.column("user_login_method", "last_used_at", "datetime(3)"),
                Addition.column("user_session", "login_method_id", "bigint"),
                Addition.column("user_session", "confirmed_at", "datetime(3)"),
                Addition.index(
                    "user_session", "user_session_login_method", "(`login_method_id`)"))),
        new ColumnMigration(
            "8",
            "sessions that are not used end",
            List.of(Addition.column("user_session", "used_at", "datetime(3)"))),
        new ColumnMigration(
            "9",
            "users choose their names",
            List.of(Addition.column("user", "name_chosen_at", "datetime(3)"))),
        new ColumnMigration(
            "10",
            "events tell when an account is closed",
            List.of(Addition.column("outbox_event", "closes_at", "datetime(3)"))),
        new ColumnMigration(
            "11",
            "client programs have sessions",
            List.of(
                Addition.column(
                    "user_session",
                    "client",
                    "varchar(%d)".formatted(ClientGrant.MAX_CLIENT_LENGTH)),
                Addition.column(
                    "user_session",
                    "scopes",
                    "varchar(%d)".formatted(ClientGrant.MAX_SCOPES_LENGTH)),
                Addition.column("user_session", "parent_sid", "binary(16)"))),
        new ColumnMigration(
            "12",
            "operators find users by name",
            // An adopted name may be a text of any length, of which only a part can be a key.
            List.of(Addition.index("user", "user_name", "(`name`(64))"))));
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(version);
  }

  @Override
  public String getDescription() {
    return description;
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return false;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    add(context.getConnection(), additions);
  }

  /** The columns that all of them add, as {@code table.column}, with their types. */
  static Map<String, String> columns() {
    Map<String, String> columns = new TreeMap<>();
    all().stream()
        .flatMap(migration -> migration.additions.stream())
        .filter(addition -> !addition.index)
        .forEach(addition ->
            columns.put(
                addition.table + "." + addition.name, addition.definition.replace(" null", "")));
    return columns;
  }

  /** Adds the columns that mark a merged user, where they are missing. */
  static void addMarksOfMerge(Connection connection) throws SQLException {
    add(connection, List.of(DISABLED_AT, MERGED_INTO));
  }

  private static void add(Connection connection, List<Addition> additions) throws SQLException {
    for (Addition addition : additions) {
      if (!addition.isThere(connection)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(addition.statement(DatabaseProduct.of(connection)));
        }
      }
    }
  }
}
