package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testkit.mysql.KillableMySql;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Logins on two replicas while MySQL is killed, replicas are killed and connections are cut in the
 * middle of statements and commits. {@code -Dgatehouse.torture.seconds=600} makes it longer.
 */
@Tag("mysql")
class TortureIT {

  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("gatehouse.torture.seconds", 40));

  @TempDir private Path data;

  /** SEC-15. */
  @Test
  void no_user_is_lost_or_doubled() throws Exception {
    LoginLedger ledger = new LoginLedger();
    Cuts cuts = new Cuts();
    try (KillableMySql mySql = KillableMySql.start(data);
        MySqlProxy proxy = MySqlProxy.before(mySql.url());
        WeChatSimulator weChat = WeChatSimulator.start(0);
        JarReplica one = replica(weChat, mySql, proxy);
        JarReplica other = replica(weChat, mySql, proxy)) {
      List<JarReplica> replicas = List.of(one, other);
      try (LoginLoad _ = new LoginLoad(weChat, replicas, ledger)) {
        long end = System.nanoTime() + LENGTH.toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
          proxy.forget();
          proxy.failAsTold(cuts);
          awaitMoreLogins(ledger);
          mySql.kill();
          mySql.startAgain();
          awaitMoreLogins(ledger);
          // A start connects to the database once, and fails if that connection is cut.
          proxy.heal();
          JarReplica victim = replicas.get(round % replicas.size());
          victim.kill();
          victim.startAgain();
        }
      }
      LoginLoad.afterwards(weChat, replicas, ledger);
      LoggerFactory.getLogger(TortureIT.class).info("{}; cut: {}", ledger, cuts.made());

      ledger.check(mySql.url(), weChat);
      assertThat(cuts.made()).as("every cut was tried").hasSize(Cuts.Cut.values().length);
    }
  }

  private static JarReplica replica(WeChatSimulator weChat, KillableMySql mySql, MySqlProxy proxy) {
    return JarReplica.start(weChat, proxy.url(), mySql.username(), mySql.password());
  }

  private static void awaitMoreLogins(LoginLedger ledger) {
    long enough = ledger.successes() + 200;
    await().atMost(Duration.ofMinutes(1)).until(() -> ledger.successes() >= enough);
  }
}
