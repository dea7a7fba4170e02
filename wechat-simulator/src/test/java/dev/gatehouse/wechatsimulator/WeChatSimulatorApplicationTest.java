package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeChatSimulatorApplicationTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void it_starts_on_the_port_asked_for_and_says_how_to_use_it() {
    try (WeChatSimulator simulator =
        WeChatSimulatorApplication.run(out, "--port", "0").orElseThrow()) {
      assertThat(new TestClient(simulator).get("/").statusCode()).isEqualTo(200);
      assertThat(printed.toString(UTF_8))
          .contains(simulator.baseUrl() + " ")
          .contains("People: xiaoming, lilei, hanmeimei")
          .contains("curl -d")
          .doesNotContain(simulator.secret("app"), simulator.secret("web"));
    }
  }

  @Test
  void it_takes_an_address_and_a_callback_domain() {
    try (WeChatSimulator simulator =
        WeChatSimulatorApplication.run(
                out, "--address", "0.0.0.0", "--port", "0", "--callback-domain", "shop.example")
            .orElseThrow()) {
      assertThat(simulator.baseUrl().getHost()).isNotEqualTo("0.0.0.0");
      assertThat(TestClient.text(new TestClient(simulator).get("/"))).contains("shop.example");
    }
  }

  @Test
  void it_answers_under_the_host_names_that_are_allowed() throws IOException {
    try (WeChatSimulator simulator =
            WeChatSimulatorApplication.run(
                    out, "--port", "0", "--allow-host", "wechat", "--allow-host", "Shop.Local")
                .orElseThrow();
        RawClient client = new RawClient(simulator)) {
      assertThat(client.statusFor("GET", "/", "Host: wechat:8090")).isEqualTo(200);
      assertThat(client.statusFor("GET", "/", "Host: shop.local")).isEqualTo(200);
      assertThat(client.statusFor("GET", "/", "Host: shop.example")).isEqualTo(403);
    }
  }

  @Test
  void it_helps() {
    assertThat(WeChatSimulatorApplication.run(out, "--help")).isEmpty();

    assertThat(printed.toString(UTF_8)).startsWith("Usage:").contains("--port N").contains("8090");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port",
        "--port=1",
        "--port x",
        "--port -1",
        "--port 65536",
        "--port 1 2",
        "--address",
        "--address localhost",
        "--allow-host",
        "--allow-host http://wechat",
        "--callback-domain http://shop.example",
        "start"
      })
  void it_refuses_arguments_that_it_does_not_understand(String arguments) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeChatSimulatorApplication.run(out, arguments.split(" ")))
        .withMessageMatching(
            "(unknown or incomplete arguments: |((--)?port|--address|callbackDomain|the allowed host) must be ).*");
  }
}
