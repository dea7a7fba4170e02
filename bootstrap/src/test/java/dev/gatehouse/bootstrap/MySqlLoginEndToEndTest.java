package dev.gatehouse.bootstrap;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Tag("mysql")
class MySqlLoginEndToEndTest extends LoginEndToEndContract {

  private static MySqlDatabase mySql;

  @BeforeAll
  static void create() throws SQLException {
    mySql = MySqlDatabase.create();
  }

  @AfterAll
  static void drop() throws SQLException {
    mySql.close();
  }

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> mySql.url());
    properties.add("spring.datasource.username", () -> mySql.username());
    properties.add("spring.datasource.password", () -> mySql.password());
  }
}
