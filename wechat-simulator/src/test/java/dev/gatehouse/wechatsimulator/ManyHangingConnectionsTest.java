package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.USERINFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.wechatsimulator.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManyHangingConnectionsTest {
  private static final int MANY = 2000;

  @Test
  void two_thousand_calls_may_hang_while_others_are_answered_and_closing_ends_them_all()
      throws Exception {
    WeChatSimulator simulator = WeChatSimulator.start(0);
    simulator.next(USERINFO, MANY, Fault.hang());
    List<RawClient> hanging = new ArrayList<>();
    try (simulator) {
      for (int i = 0; i < MANY; i++) {
        RawClient client = new RawClient(simulator);
        client.ask(USERINFO.path());
        hanging.add(client);
      }
      await().untilAsserted(() -> assertThat(simulator.callCount(USERINFO)).isEqualTo(MANY));
      assertThat(new TestClient(simulator).get(USERINFO.path()).statusCode()).isEqualTo(200);
      assertThat(simulator.calls()).hasSize(1000);

      long begin = System.nanoTime();
      simulator.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      for (RawClient client : hanging) {
        assertEnded(client);
      }
    } finally {
      for (RawClient client : hanging) {
        client.close();
      }
    }
  }

  private static void assertEnded(RawClient client) {
    try {
      assertThat(client.untilClosed()).isEmpty();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }
}
