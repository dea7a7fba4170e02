package dev.gatehouse.integration.phone;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.service.GatehouseExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("mysql")
class MySqlPhoneLoginTest extends PhoneLoginContract {

  private static final MySqlDatabase MY_SQL = create();

  @RegisterExtension
  static final GatehouseExtension GATEHOUSE =
      sendingBy("aliyun,tencent")
          .with("spring.datasource.url", MY_SQL::url)
          .with("spring.datasource.username", MY_SQL::username)
          .with("spring.datasource.password", MY_SQL::password);

  @AfterAll
  static void drop() throws SQLException {
    MY_SQL.close();
  }

  @Override
  GatehouseExtension gatehouse() {
    return GATEHOUSE;
  }

  /** Before the service starts, which is before anything of this class runs. */
  private static MySqlDatabase create() {
    try {
      return MySqlDatabase.create();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
