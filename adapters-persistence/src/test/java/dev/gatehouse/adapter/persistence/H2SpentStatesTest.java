package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.testkit.attempt.SpentStatesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2SpentStatesTest extends SpentStatesContract {

  private static final DatabaseProperties.Complete DATABASE =
      h2("jdbc:h2:mem:H2SpentStatesTest;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");

  private static HikariDataSource pool;
  private static HikariDataSource nowhere;

  @BeforeAll
  static void open() {
    new SchemaMigration(DATABASE).run();
    pool = ConnectionPool.open(DATABASE);
    nowhere = ConnectionPool.open(h2("jdbc:h2:tcp://127.0.0.1:1/nowhere"));
  }

  @AfterAll
  static void close() {
    pool.close();
    nowhere.close();
  }

  @Override
  protected SpentStates states() {
    return new JdbcSpentStates(pool);
  }

  @Override
  protected SpentStates unreachableStates() {
    return new JdbcSpentStates(nowhere);
  }

  private static DatabaseProperties.Complete h2(String url) {
    return new DatabaseProperties.Complete(url, "sa", "trial");
  }
}
