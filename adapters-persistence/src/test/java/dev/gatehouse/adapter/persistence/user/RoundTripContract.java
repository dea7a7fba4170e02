package dev.gatehouse.adapter.persistence.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.domain.identity.ExternalIdentity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a login costs: each command is a round trip. */
abstract class RoundTripContract extends DatabaseFailureTestBase {

  @Test
  void a_returning_user_is_one_round_trip() {
    ExternalIdentity identity = newIdentity();
    register(identity);
    awaitOpenPools();

    users.findByIdentity(identity);

    assertThat(proxy.commands()).singleElement().asString().contains("select");
  }

  /** One of them for the event, which is there only if events are delivered. */
  @Test
  void a_new_user_is_six_round_trips() {
    ExternalIdentity identity = newIdentity();
    awaitOpenPools();

    users.findByIdentity(identity);
    register(identity);

    List<String> commands = proxy.commands();
    assertThat(commands).hasSize(6);
    assertThat(commands.get(0)).contains("select");
    assertThat(commands.get(1)).contains("insert into `user`");
    assertThat(commands.get(2)).contains("insert into `user_login_method`");
    assertThat(commands.get(3)).contains("insert into `audit_log`");
    assertThat(commands.get(4)).contains("insert into `outbox_event`");
    assertThat(commands.get(5)).containsIgnoringCase("commit");
  }

  /** What a pool says while it opens connections is not said for a login. */
  private void awaitOpenPools() {
    for (HikariDataSource pool : List.of(replica.lookups(), replica.registrations())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> pool.getHikariPoolMXBean().getIdleConnections() >= pool.getMinimumIdle());
    }
    proxy.forget();
  }
}
