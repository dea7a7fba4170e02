package dev.gatehouse.adapter.persistence;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** On a real MySQL 9.7. */
@Tag("mysql")
public interface OnMySql extends OnDatabase {

  @Override
  default TestDatabase createDatabase() throws SQLException {
    return TestDatabase.onMySql();
  }
}
