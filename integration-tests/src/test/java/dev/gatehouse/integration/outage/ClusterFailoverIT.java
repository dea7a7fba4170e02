package dev.gatehouse.integration.outage;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.testkit.mysql.MySqlCluster;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two replicas on a cluster of three MySQL nodes, of which the primary is killed under load. */
@Tag("mysql")
class ClusterFailoverIT {

  private static final Logger log = LoggerFactory.getLogger(ClusterFailoverIT.class);
  private static final Duration PROMISED = Duration.ofSeconds(15);

  @TempDir private Path data;

  /** SEC-15. */
  @Test
  void registrations_go_on_when_the_primary_is_killed() throws Exception {
    LoginLedger ledger = new LoginLedger();
    try (MySqlCluster cluster = MySqlCluster.start(data);
        WeChatSimulator weChat = WeChatSimulator.start(0);
        JarReplica one = replica(weChat, cluster);
        JarReplica other = replica(weChat, cluster)) {
      List<JarReplica> replicas = List.of(one, other);
      try (LoginLoad _ = new LoginLoad(weChat, replicas, ledger)) {
        awaitMoreRegistrations(ledger, Duration.ofMinutes(1));

        cluster.killPrimary();
        awaitMoreRegistrations(ledger, PROMISED);

        // What was the primary returns as a node that takes no writes, and is the first in the URL:
        // who connects anew must not end there.
        cluster.startAgain();
        one.kill();
        one.startAgain();
        awaitMoreRegistrations(ledger, PROMISED);
      }
      LoginLoad.afterwards(weChat, replicas, ledger);
      log.info("{}", ledger);

      ledger.check(cluster.primaryUrl(), weChat);
    }
  }

  /** accounts.md 3, case 27. */
  @Test
  void changes_of_accounts_that_were_acknowledged_survive_the_primary() throws Exception {
    try (MySqlCluster cluster = MySqlCluster.start(data);
        WeChatSimulator weChat = WeChatSimulator.start(0);
        JarReplica one = replica(weChat, cluster);
        JarReplica other = replica(weChat, cluster)) {
      AccountLoad load = new AccountLoad(weChat, List.of(one, other));
      try (load) {
        awaitMoreChanges(load, Duration.ofMinutes(1));

        cluster.killPrimary();
        awaitMoreChanges(load, PROMISED);
      }

      load.check(cluster.primaryUrl());
    }
  }

  private static void awaitMoreChanges(AccountLoad load, Duration longest) {
    int before = load.changes();
    await().atMost(longest).until(() -> load.changes() >= before + 20);
  }

  private static void awaitMoreRegistrations(LoginLedger ledger, Duration longest) {
    long killed = System.nanoTime();
    long before = ledger.registrations();
    await().atMost(longest).until(() -> ledger.registrations() >= before + 20);
    log.info("20 registrations within {} ms", (System.nanoTime() - killed) / 1_000_000);
  }

  private static JarReplica replica(WeChatSimulator weChat, MySqlCluster cluster) {
    return JarReplica.start(
        weChat,
        cluster.url().substring(0, cluster.url().indexOf('?')),
        cluster.username(),
        cluster.password());
  }
}
