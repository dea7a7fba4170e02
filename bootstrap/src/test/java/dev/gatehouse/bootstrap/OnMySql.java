package dev.gatehouse.bootstrap;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On a database of a real MySQL, which all test classes share that implement this. */
@Tag("mysql")
@ExtendWith(OnMySql.Database.class)
interface OnMySql {

  @DynamicPropertySource
  static void mySql(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> Database.get().url());
    properties.add("spring.datasource.username", () -> Database.get().username());
    properties.add("spring.datasource.password", () -> Database.get().password());
  }

  /** Made for the first class and dropped after the last of the run. */
  final class Database implements BeforeAllCallback {

    private static volatile @Nullable MySqlDatabase shared;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
      shared =
          context
              .getRoot()
              .getStore(Namespace.create(Database.class))
              .computeIfAbsent("database", _ -> create(), MySqlDatabase.class);
    }

    private static MySqlDatabase create() {
      try {
        return MySqlDatabase.create();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static MySqlDatabase get() {
      return Objects.requireNonNull(shared, "is there from before the first test on");
    }
  }
}
