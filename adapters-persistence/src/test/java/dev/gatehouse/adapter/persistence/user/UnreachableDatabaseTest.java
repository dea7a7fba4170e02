package dev.gatehouse.adapter.persistence.user;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is known of a database without asking it. */
class UnreachableDatabaseTest {

  @Test
  void a_database_that_nothing_can_be_opened_to_is_known_to_be_away() {
    try (Replica replica =
        Replica.on(
            new DatabaseProperties.Complete("jdbc:mysql://127.0.0.1:1/none", "user", "none"))) {
      await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(() ->
              assertThatThrownBy(replica.repository()::requireReachable)
                  .isInstanceOf(StorageUnavailableException.class));
    }
  }
}
