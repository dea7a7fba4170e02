package dev.gatehouse.adapter.persistence.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.testkit.mysql.Fault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-15: what a login gets while the server is away, silent or unwilling, and right after. */
abstract class UnavailableServerContract extends DatabaseFailureTestBase {

  /** Where the promise is three seconds; the rest is for a machine that is busy. */
  private static final Duration IN_TIME = Duration.ofSeconds(4);

  @ParameterizedTest
  @CsvSource({
    "read-only, 1290, HY000",
    "disk full, 1021, HY000",
    "table full, 1114, HY000",
    "deadlocks for ever, 1213, 40001",
    "locks for ever, 1205, HY000",
  })
  void a_server_that_takes_no_rows_is_unavailable_in_time(String why, int code, String state)
      throws IOException {
    ExternalIdentity identity = newIdentity();
    long before = count("user");
    proxy.failAll("insert into `user_login_method`", new Fault.Refused(code, state));

    assertUnavailableInTime(() -> register(identity));
    proxy.heal();

    assertThat(count("user")).isEqualTo(before);
    assertOneUser(identity, register(identity));
  }

  @Test
  void a_server_that_is_silent_is_unavailable_in_time_and_back_within_five_seconds()
      throws IOException {
    proxy.fallSilent();

    assertUnavailableInTime(() -> users.findByIdentity(newIdentity()));
    assertUnavailableInTime(() -> register(newIdentity()));
    assertUnavailableInTime(() -> users.findByIdentity(newIdentity()));

    assertBackInTime();
  }

  @Test
  void a_server_that_is_silent_from_the_commit_on_is_unavailable_in_time() {
    ExternalIdentity identity = newIdentity();
    proxy.failAll("", Fault.UNANSWERED);

    assertUnavailableInTime(() -> register(identity));
  }

  @Test
  void a_server_that_is_down_is_unavailable_in_time_and_back_within_five_seconds()
      throws Exception {
    proxy.goDown();
    long down = System.nanoTime();

    assertUnavailableInTime(() -> users.findByIdentity(newIdentity()));
    assertUnavailableInTime(() -> register(newIdentity()));
    // A pool left to itself would try at 5.1 seconds for the last time before 10.1.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> System.nanoTime() - down > Duration.ofMillis(5_600).toNanos());

    proxy.heal();
    await().atMost(Duration.ofSeconds(3)).until(() -> answers());
  }

  @Test
  void a_server_with_too_many_connections_is_unavailable_in_time() throws IOException {
    proxy.refuseConnections(1040, "08004");
    proxy.cutAll();

    assertUnavailableInTime(() -> users.findByIdentity(newIdentity()));
    assertUnavailableInTime(() -> register(newIdentity()));

    assertBackInTime();
  }

  private void assertUnavailableInTime(Runnable call) {
    long begin = System.nanoTime();
    assertThatThrownBy(call::run).isInstanceOf(StorageUnavailableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_TIME);
  }

  private void assertBackInTime() throws IOException {
    proxy.heal();
    await().atMost(Duration.ofSeconds(5)).until(() -> answers());
  }
}
