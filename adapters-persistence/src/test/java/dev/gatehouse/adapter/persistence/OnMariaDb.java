package dev.gatehouse.adapter.persistence;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** On a real MariaDB 10.11. */
@Tag("mysql")
public interface OnMariaDb extends OnDatabase {

  @Override
  default TestDatabase createDatabase() throws SQLException {
    return TestDatabase.onMariaDb();
  }
}
