package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.adapter.phone.Rows;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MySqlCountStoreTest extends CountStoreContract {

  private static final MySqlDatabase MY_SQL = Rows.mySql();
  private static final DataSource DATABASE = Rows.on(MY_SQL);

  @AfterAll
  static void drop() throws SQLException {
    MY_SQL.close();
  }

  @Override
  CountStore store() {
    return new JdbcCountStore(DATABASE, Rows.once());
  }

  @Override
  CountStore anotherReplica() {
    return new JdbcCountStore(DATABASE, Rows.once());
  }
}
