package dev.gatehouse.adapter.persistence.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The second migration: users can be disabled. {@code disabled_at} is set by the operator; from
 * then on the user neither logs in nor carries a session on.
 *
 * <p>Not a script, because MySQL has no {@code add column if not exists}, and a crash after the
 * column was added would leave a script that can never be run to its end.
 */
final class DisabledAtMigration implements JavaMigration {

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("2");
  }

  @Override
  public String getDescription() {
    return "users can be disabled";
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
    Connection connection = context.getConnection();
    try (ResultSet column =
        connection.getMetaData().getColumns(connection.getCatalog(), null, "user", "disabled_at")) {
      if (column.next()) {
        return;
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("alter table `user` add column `disabled_at` datetime(3) null");
    }
  }
}
