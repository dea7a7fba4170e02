package dev.gatehouse.adapter.persistence;

class H2OutboxTest extends JdbcOutboxContract {

  private static final DatabaseProperties.Complete DATABASE =
      h2("jdbc:h2:mem:H2OutboxTest;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");

  @Override
  DatabaseProperties.Complete create() {
    new SchemaMigration(DATABASE).run();
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
