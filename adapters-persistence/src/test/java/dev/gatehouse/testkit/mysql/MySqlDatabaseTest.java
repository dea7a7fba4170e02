package dev.gatehouse.testkit.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test that means one product must not be run by the other. */
@Tag("mysql")
class MySqlDatabaseTest {

  @Test
  void each_product_is_the_one_it_says() throws SQLException {
    try (MySqlDatabase mySql = MySqlDatabase.create();
        MySqlDatabase mariaDb = MySqlDatabase.createOnMariaDb()) {
      assertThat(version(mySql)).doesNotContain("MariaDB");
      assertThat(version(mariaDb)).contains("MariaDB");
    }
  }

  private static String version(MySqlDatabase database) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(database.url(), database.username(), database.password())) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }
}
