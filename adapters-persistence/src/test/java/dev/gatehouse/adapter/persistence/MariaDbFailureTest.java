package dev.gatehouse.adapter.persistence;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MariaDbFailureTest extends DatabaseFailureContract {

  @Override
  MySqlDatabase create() throws SQLException {
    return MySqlDatabase.createOnMariaDb();
  }
}
