package dev.gatehouse.adapter.persistence;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MariaDbOutboxTest extends JdbcOutboxContract {

  private static MySqlDatabase database;

  @BeforeAll
  static void create() throws SQLException {
    database = MySqlDatabase.createOnMariaDb();
    new SchemaMigration(complete(database.url())).run();
  }

  @AfterAll
  static void drop() throws SQLException {
    database.close();
  }

  @Override
  DatabaseProperties.Complete database() {
    return complete(database.url());
  }

  @Override
  DatabaseProperties.Complete nowhere() {
    return complete("jdbc:mysql://127.0.0.1:1/nowhere");
  }

  private static DatabaseProperties.Complete complete(String url) {
    return new DatabaseProperties.Complete(url, database.username(), database.password());
  }
}
