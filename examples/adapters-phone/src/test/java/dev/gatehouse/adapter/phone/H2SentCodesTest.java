package dev.gatehouse.adapter.phone;

import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2SentCodesTest extends JdbcSentCodesContract {

  private static final DataSource DATABASE =
      new DriverManagerDataSource(
          "jdbc:h2:mem:H2SentCodesTest;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
          "sa",
          "trial");

  @BeforeAll
  static void migrate() {
    migrate(DATABASE);
  }

  @Override
  DataSource database() {
    return DATABASE;
  }
}
