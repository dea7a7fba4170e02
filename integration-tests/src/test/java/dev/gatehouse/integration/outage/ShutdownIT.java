package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the finished jar does between SIGTERM and its end. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ShutdownIT {

  /** Long enough for the calls that the test makes meanwhile, on a busy machine. */
  private static final Duration DRAIN = Duration.ofSeconds(15);

  private static final String DATABASE =
      "jdbc:h2:mem:shutdown;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE";

  @Test
  void a_login_in_the_middle_of_a_slow_call_is_still_answered() throws Exception {
    try (WeChatSimulator weChat = WeChatSimulator.start(0);
        JarReplica replica = replica(weChat, Duration.ZERO)) {
      weChat.always(WeChatEndpoint.ACCESS_TOKEN, Fault.latency(Duration.ofSeconds(4)));
      CompletableFuture<Answer> login = login(weChat, replica);
      await().until(() -> weChat.callCount(WeChatEndpoint.ACCESS_TOKEN) == 1);

      CompletableFuture<Integer> status = replica.terminate();

      assertThat(login.get(1, TimeUnit.MINUTES).status()).isEqualTo(201);
      assertThat(status.get(1, TimeUnit.MINUTES)).isEqualTo(128 + 15);
    }
  }

  @Test
  void readiness_falls_first_and_requests_are_answered_until_the_drain_is_over() throws Exception {
    try (WeChatSimulator weChat = WeChatSimulator.start(0);
        JarReplica replica = replica(weChat, DRAIN)) {
      assertThat(login(weChat, replica).join().header("Connection")).isEmpty();

      CompletableFuture<Integer> status = replica.terminate();
      await().until(() -> !replica.isReady());

      Answer late = login(weChat, replica).join();
      assertThat(late.status()).isEqualTo(200);
      assertThat(late.header("Connection")).isEqualTo("close");
      assertThat(replica.readiness()).isEqualTo(503);
      assertThat(replica.calls().get("/nowhere").header("Connection")).isEqualTo("close");
      assertThat(status.get(1, TimeUnit.MINUTES)).isEqualTo(128 + 15);
    }
  }

  private static JarReplica replica(WeChatSimulator weChat, Duration drain) {
    return JarReplica.start(weChat, DATABASE, "sa", "trial", drain);
  }

  private static CompletableFuture<Answer> login(WeChatSimulator weChat, JarReplica replica) {
    String code = weChat.codeFor("xiaoming", "app");
    return CompletableFuture.supplyAsync(() -> replica.calls().login("WX", "app", code));
  }
}
