package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/wechat-simulator.md; a change here is a change there. */
final class DocumentedExamplesTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final LoginClient client = new LoginClient();

  @Test
  void a_code_is_sent_once_though_wechat_does_not_answer(WeChatSimulator wechat) {
    wechat.next(WeChatEndpoint.ACCESS_TOKEN, Fault.resetAfterReading());

    client.login(wechat.codeFor("xiaoming", "app"));

    assertThat(wechat.callCount(WeChatEndpoint.ACCESS_TOKEN)).isEqualTo(1);
  }

  @Test
  void an_old_code_is_refused(WeChatSimulator wechat) {
    String code = wechat.codeFor("xiaoming", "app");

    wechat.advanceClock(Duration.ofMinutes(10));

    assertThat(client.login(code)).isEqualTo(40029);
  }

  /** Over a socket of its own: the JDK's HTTP client sends a GET again after a reset. */
  private static final class LoginClient {
    int login(String code) {
      WeChatSimulator wechat = WECHAT.simulator();
      String parameters = TestClient.query(new TestClient(wechat).exchangeParameters(code, "app"));
      try (RawClient socket = new RawClient(wechat)) {
        socket.ask(WeChatEndpoint.ACCESS_TOKEN.path() + "?" + parameters);
        StringBuilder answer = new StringBuilder();
        int next = 0;
        while (next != '}') {
          next = socket.byteWithin(Duration.ofSeconds(10));
          answer.append((char) next);
        }
        return Integer.parseInt(answer.toString().replaceAll("(?s).*\"errcode\":(\\d+).*", "$1"));
      } catch (IOException e) {
        return -1;
      }
    }
  }
}
