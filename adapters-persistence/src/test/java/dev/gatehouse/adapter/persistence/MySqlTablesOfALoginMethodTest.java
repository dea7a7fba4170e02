package dev.gatehouse.adapter.persistence;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MySqlTablesOfALoginMethodTest extends TablesOfALoginMethodContract {

  private final MySqlDatabase mySql;

  MySqlTablesOfALoginMethodTest() throws SQLException {
    mySql = MySqlDatabase.create();
  }

  @AfterEach
  void drop() throws SQLException {
    mySql.close();
  }

  @Override
  DatabaseProperties.Complete database() {
    return new DatabaseProperties.Complete(mySql.url(), mySql.username(), mySql.password());
  }
}
