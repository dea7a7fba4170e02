package dev.gatehouse.adapter.phone;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Tag("mysql")
class MySqlSentCodesTest extends JdbcSentCodesContract {

  private static MySqlDatabase mySql;

  @BeforeAll
  static void create() throws SQLException {
    mySql = MySqlDatabase.create();
    migrate(dataSource());
  }

  @AfterAll
  static void drop() throws SQLException {
    mySql.close();
  }

  @Override
  DataSource database() {
    return dataSource();
  }

  private static DataSource dataSource() {
    return new DriverManagerDataSource(mySql.url(), mySql.username(), mySql.password());
  }
}
