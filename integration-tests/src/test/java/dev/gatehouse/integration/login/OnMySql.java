package dev.gatehouse.integration.login;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On a database of a real MySQL, which all test classes share that implement this. */
@Tag("mysql")
public interface OnMySql {

  @DynamicPropertySource
  static void mySql(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> Shared.DATABASE.url());
    properties.add("spring.datasource.username", () -> Shared.DATABASE.username());
    properties.add("spring.datasource.password", () -> Shared.DATABASE.password());
  }

  /** Made when it is first asked for, and dropped when this JVM ends: services live as long. */
  final class Shared {

    private static final MySqlDatabase DATABASE = create();

    private Shared() {}

    private static MySqlDatabase create() {
      try {
        MySqlDatabase database = MySqlDatabase.create();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(database)));
        return database;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void drop(MySqlDatabase database) {
      try {
        database.close();
      } catch (SQLException e) {
        // A server that was started for the tests may have been stopped first.
      }
    }
  }
}
