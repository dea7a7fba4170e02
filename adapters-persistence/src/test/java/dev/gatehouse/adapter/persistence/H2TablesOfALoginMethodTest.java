package dev.gatehouse.adapter.persistence;

import java.util.UUID;

class H2TablesOfALoginMethodTest extends TablesOfALoginMethodContract {

  private final DatabaseProperties.Complete database =
      new DatabaseProperties.Complete(
          "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
              .formatted(UUID.randomUUID()),
          "sa",
          "trial");

  @Override
  DatabaseProperties.Complete database() {
    return database;
  }
}
