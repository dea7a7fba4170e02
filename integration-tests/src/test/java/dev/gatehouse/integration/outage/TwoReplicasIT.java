package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The finished jar, twice, on one MySQL. */
@Tag("mysql")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TwoReplicasIT {

  private static final int PEOPLE = 50;
  private static final int LOGINS_OF_EACH = 100;
  private static final int WARM_UPS = 100;

  /** SEC-15. */
  @Test
  void simultaneous_first_logins_of_one_person_are_one_registration() throws Exception {
    LoginLedger ledger = new LoginLedger();
    try (MySqlDatabase mySql = MySqlDatabase.create();
        WeChatSimulator weChat = WeChatSimulator.start(0);
        JarReplica one = JarReplica.start(weChat, mySql.url(), mySql.username(), mySql.password());
        JarReplica other =
            JarReplica.start(weChat, mySql.url(), mySql.username(), mySql.password())) {
      List<JarReplica> replicas = List.of(one, other);
      warmUp(weChat, replicas, ledger);
      for (int i = 0; i < PEOPLE; i++) {
        String person = "person-" + i;
        weChat.addPerson(Person.named(person, "小明"));
        allAtOnce(weChat, replicas, person, ledger);
      }

      ledger.check(mySql.url(), weChat);
    }
    assertThat(ledger.registrations()).isEqualTo(WARM_UPS + PEOPLE);
    assertThat(ledger.successes()).isEqualTo(2 * WARM_UPS + PEOPLE * LOGINS_OF_EACH);
  }

  /**
   * A process that has just started is too slow for a burst within the three seconds of a login.
   */
  private static void warmUp(
      WeChatSimulator weChat, List<JarReplica> replicas, LoginLedger ledger) {
    for (int i = 0; i < WARM_UPS; i++) {
      String person = "early-" + i;
      weChat.addPerson(Person.named(person, "小明"));
      LoginLoad.login(weChat, replicas.get(i % 2), person, ledger);
      LoginLoad.login(weChat, replicas.get((i + 1) % 2), person, ledger);
    }
  }

  private static void allAtOnce(
      WeChatSimulator weChat, List<JarReplica> replicas, String person, LoginLedger ledger)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> calls = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < LOGINS_OF_EACH; i++) {
        JarReplica replica = replicas.get(i % replicas.size());
        calls.add(
            threads.submit(() -> {
              start.await();
              LoginLoad.login(weChat, replica, person, ledger);
              return null;
            }));
      }
      start.countDown();
    }
    for (Future<?> call : calls) {
      call.get();
    }
  }
}
