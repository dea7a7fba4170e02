package dev.gatehouse.adapter.phone.challenge;

import dev.gatehouse.adapter.phone.Rows;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MySqlChallengeStoreTest extends ChallengeStoreContract {

  private static final MySqlDatabase MY_SQL = Rows.mySql();
  private static final DataSource DATABASE = Rows.on(MY_SQL);

  @AfterAll
  static void drop() throws SQLException {
    MY_SQL.close();
  }

  @Override
  ChallengeStore store() {
    return new JdbcChallengeStore(DATABASE, Rows.once());
  }
}
