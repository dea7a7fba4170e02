package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of the connection, looked at from the socket. */
final class BrokenConnectionTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);
  private RawClient socket;
  private String code;

  @BeforeEach
  void connect() throws IOException {
    socket = new RawClient(simulator);
    code = simulator.codeFor("xiaoming", "app");
  }

  @AfterEach
  void disconnect() throws IOException {
    socket.close();
  }

  @Test
  void a_reset_before_reading_leaves_the_code_as_it_was() throws IOException {
    meet(Fault.resetBeforeReading());

    assertThatThrownBy(socket::untilClosed)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertRecorded("resetBeforeReading");
    assertThat(errcodeOfTheCode()).isZero();
  }

  @Test
  void a_reset_after_reading_has_spent_the_code() throws IOException {
    meet(Fault.resetAfterReading());

    assertThatThrownBy(socket::untilClosed)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertRecorded("resetAfterReading");
    assertThat(errcodeOfTheCode()).isEqualTo(40163);
  }

  @Test
  void a_hang_keeps_the_connection_open_and_silent() throws IOException {
    meet(Fault.hang());

    assertThatThrownBy(() -> socket.byteWithin(Duration.ofMillis(300)))
        .isInstanceOf(SocketTimeoutException.class);
    assertRecorded("hang");
    assertThat(errcodeOfTheCode()).isEqualTo(40163);
  }

  @Test
  void a_close_without_an_answer_is_no_reset() throws IOException {
    meet(Fault.closeUnanswered());

    assertThat(socket.untilClosed()).isEmpty();
    assertRecorded("closeUnanswered");
    assertThat(errcodeOfTheCode()).isEqualTo(40163);
  }

  @Test
  void a_close_afterwards_is_not_announced() throws IOException {
    meet(Fault.closeAfterwards());

    assertThat(socket.untilClosed())
        .startsWith("HTTP/1.1 200 ")
        .doesNotContainIgnoringCase("connection: close")
        .endsWith("}");
  }

  @Test
  void a_truncated_answer_is_shorter_than_its_headers_promise() throws IOException {
    meet(Fault.truncated());

    String answer = socket.untilClosed();

    int promised = Integer.parseInt(answer.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(body).hasSize(promised / 2).startsWith("{\"access_token\":");
    assertThat(errcodeOfTheCode()).isEqualTo(40163);
  }

  @Test
  void a_trickle_sends_the_headers_at_once_and_the_body_byte_by_byte() {
    simulator.next(ACCESS_TOKEN, Fault.trickle(Duration.ofMillis(1)));

    long begin = System.nanoTime();
    assertThat(client.exchange(code, "app").has("access_token")).isTrue();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
    assertThat(errcodeOfTheCode()).isEqualTo(40163);
  }

  @Test
  void after_a_delayed_and_a_trickled_answer_the_connection_goes_on() throws IOException {
    simulator.next(ACCESS_TOKEN, Fault.latency(Duration.ofMillis(1)));
    simulator.next(ACCESS_TOKEN, Fault.trickle(Duration.ZERO));
    for (int i = 0; i < 3; i++) {
      socket.ask(ACCESS_TOKEN.path());
      while (socket.byteWithin(Duration.ofSeconds(10)) != '}') {}
    }

    assertThat(simulator.calls()).extracting(RecordedCall::connection).hasSize(3);
    assertThat(simulator.calls().stream().map(RecordedCall::connection).distinct()).hasSize(1);
  }

  @Test
  void who_does_not_wait_for_a_delayed_answer_is_cut_off() throws IOException {
    simulator.next(ACCESS_TOKEN, Fault.hang());
    socket.ask(ACCESS_TOKEN.path());
    socket.ask("/simulator/people");

    assertThat(socket.untilClosed()).isEmpty();
  }

  private void meet(Fault fault) throws IOException {
    simulator.next(ACCESS_TOKEN, fault);
    socket.ask(
        ACCESS_TOKEN.path() + "?" + TestClient.query(client.exchangeParameters(code, "app")));
  }

  private int errcodeOfTheCode() {
    return client.exchange(code, "app").path("errcode").intValue(0);
  }

  private void assertRecorded(String fault) {
    assertThat(simulator.calls()).extracting(RecordedCall::fault).containsExactly(fault);
    assertThat(simulator.callCount(ACCESS_TOKEN)).isEqualTo(1);
  }
}
