package dev.gatehouse.adapter.persistence;

import org.junit.jupiter.api.BeforeAll;

class H2AuditLogTest extends JdbcAuditLogContract {

  private static final DatabaseProperties.Complete DATABASE =
      h2("jdbc:h2:mem:H2AuditLogTest;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");

  @BeforeAll
  static void migrate() {
    new SchemaMigration(DATABASE).run();
  }

  @Override
  DatabaseProperties.Complete database() {
    return DATABASE;
  }

  @Override
  DatabaseProperties.Complete nowhere() {
    return h2("jdbc:h2:tcp://127.0.0.1:1/nowhere");
  }

  private static DatabaseProperties.Complete h2(String url) {
    return new DatabaseProperties.Complete(url, "sa", "trial");
  }
}
