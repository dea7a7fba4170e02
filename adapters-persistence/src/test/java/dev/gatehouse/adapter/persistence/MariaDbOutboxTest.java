package dev.gatehouse.adapter.persistence;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MariaDbOutboxTest extends JdbcOutboxContract {

  private @Nullable MySqlDatabase database;

  @AfterAll
  void drop() throws SQLException {
    if (database != null) {
      database.close();
    }
  }

  @Override
  DatabaseProperties.Complete create() throws SQLException {
    MySqlDatabase created = MySqlDatabase.createOnMariaDb();
    database = created;
    DatabaseProperties.Complete complete =
        new DatabaseProperties.Complete(created.url(), created.username(), created.password());
    new SchemaMigration(complete).run();
    return complete;
  }

  @Override
  DatabaseProperties.Complete nowhere() {
    return new DatabaseProperties.Complete("jdbc:mysql://127.0.0.1:1/nowhere", "nobody", "trial");
  }
}
