package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two replicas behind the real nginx are restarted in turn, and every login succeeds. */
@Tag("mysql")
class RollingRestartIT {

  private static final Logger log = LoggerFactory.getLogger(RollingRestartIT.class);

  /** Longer than the balancer takes to notice and than nginx keeps an idle connection. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** What the JVM says of SIGTERM. */
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void no_login_is_lost_while_both_replicas_are_restarted() throws Exception {
    LoginLedger ledger = new LoginLedger();
    long begun = System.nanoTime();
    try (MySqlDatabase mySql = MySqlDatabase.create();
        WeChatSimulator weChat = WeChatSimulator.start(0);
        JarReplica one = replica(weChat, mySql);
        JarReplica other = replica(weChat, mySql);
        Nginx nginx = Nginx.before(List.of(one, other), folder)) {
      weChat.always(WeChatEndpoint.ACCESS_TOKEN, Fault.latency(Duration.ofMillis(300)));
      try (OpenLoad _ = new OpenLoad(weChat, nginx.port(), ledger)) {
        awaitMore(ledger);
        for (JarReplica replica : List.of(one, other)) {
          assertThat(replica.terminate().get(1, TimeUnit.MINUTES)).isEqualTo(TERMINATED);
          awaitMore(ledger);

          replica.startAgain();
          await().atMost(Duration.ofSeconds(30)).until(replica::isReady);
          awaitMore(ledger);
        }
      }
      log.info("{} in {} s", ledger, Duration.ofNanos(System.nanoTime() - begun).toSeconds());

      assertThat(ledger.refusals()).as("logins that did not succeed").isZero();
      ledger.check(mySql.url(), weChat);
    }
  }

  private static JarReplica replica(WeChatSimulator weChat, MySqlDatabase mySql) {
    return JarReplica.start(weChat, mySql.url(), mySql.username(), mySql.password(), DRAIN);
  }

  private static void awaitMore(LoginLedger ledger) {
    long before = ledger.successes();
    await().atMost(Duration.ofMinutes(1)).until(() -> ledger.successes() >= before + 100);
  }
}
