package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** What readiness hears of a real server that goes away in every way it can, and comes back. */
@Tag("mysql")
class MySqlHealthTest {

  private MySqlDatabase database;
  private MySqlProxy proxy;
  private HikariDataSource pool;
  private DatabaseHealth health;

  @BeforeEach
  void open() throws Exception {
    database = MySqlDatabase.create();
    proxy = MySqlProxy.before(database.url());
    pool =
        ConnectionPool.openForHealth(
            new DatabaseProperties.Complete(proxy.url(), database.username(), database.password()));
    health = new DatabaseHealth(pool, System::nanoTime);
    awaitStatus(Status.UP);
  }

  @AfterEach
  void close() throws Exception {
    pool.close();
    proxy.close();
    database.close();
  }

  @Test
  void a_server_that_is_gone_is_down_and_up_by_itself_when_it_is_back() throws IOException {
    proxy.goDown();
    awaitStatus(Status.DOWN);

    proxy.heal();
    awaitStatus(Status.UP);
  }

  @Test
  void a_server_that_is_silent_is_down_and_up_by_itself_when_it_is_back() throws IOException {
    proxy.fallSilent();
    awaitStatus(Status.DOWN);

    proxy.heal();
    awaitStatus(Status.UP);
  }

  /** A firewall that forgot it, a server that tires of it: readiness does not even blink. */
  @Test
  void a_connection_that_is_cut_is_no_outage() {
    proxy.cutAll();

    assertThat(new DatabaseHealth(pool, System::nanoTime).health().getStatus())
        .isEqualTo(Status.UP);
  }

  private void awaitStatus(Status status) {
    await().atMost(Duration.ofSeconds(5)).until(() -> health.health().getStatus().equals(status));
  }
}
