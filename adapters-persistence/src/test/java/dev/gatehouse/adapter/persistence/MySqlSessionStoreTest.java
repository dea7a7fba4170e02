package dev.gatehouse.adapter.persistence;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MySqlSessionStoreTest extends JdbcSessionStoreContract {

  private static MySqlDatabase mySql;

  @BeforeAll
  static void migrate() throws SQLException {
    mySql = MySqlDatabase.create();
    new SchemaMigration(complete(mySql.url())).run();
  }

  @AfterAll
  static void drop() throws SQLException {
    mySql.close();
  }

  @Override
  DatabaseProperties.Complete database() {
    return complete(mySql.url());
  }

  @Override
  DatabaseProperties.Complete nowhere() {
    return complete("jdbc:mysql://127.0.0.1:1/nowhere");
  }

  private static DatabaseProperties.Complete complete(String url) {
    return new DatabaseProperties.Complete(url, mySql.username(), mySql.password());
  }
}
