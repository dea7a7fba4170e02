package dev.gatehouse.adapter.persistence;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MariaDbUserRepositoryTest extends JdbcUserRepositoryContract {

  private static MySqlDatabase mariaDb;

  @BeforeAll
  static void migrate() throws SQLException {
    mariaDb = MySqlDatabase.createOnMariaDb();
    new SchemaMigration(complete(mariaDb.url())).run();
  }

  @AfterAll
  static void drop() throws SQLException {
    mariaDb.close();
  }

  @Override
  DatabaseProperties.Complete database() {
    return complete(mariaDb.url());
  }

  @Override
  DatabaseProperties.Complete nowhere() {
    return complete("jdbc:mysql://127.0.0.1:1/nowhere");
  }

  private static DatabaseProperties.Complete complete(String url) {
    return new DatabaseProperties.Complete(url, mariaDb.username(), mariaDb.password());
  }
}
