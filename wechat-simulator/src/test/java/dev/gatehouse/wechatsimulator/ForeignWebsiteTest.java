package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A website that the user of the simulator visits cannot use the simulator. */
final class ForeignWebsiteTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private RawClient client;

  @BeforeEach
  void connect() throws IOException {
    client = new RawClient(simulator);
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8090",
        "127.0.0.1",
        "127.0.0.1:8090",
        "192.168.1.20:8090",
        "[::1]",
        "[::1]:8090"
      })
  void localhost_and_ip_addresses_are_accepted_as_the_host(String host) throws IOException {
    assertThat(client.statusFor("GET", "/", "Host: " + host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:8090",
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.evil.example",
        "Host: localhost.",
        "Host: localhost@evil.example",
        "Host: [::1",
        "Host: []",
        "Host: ",
        "Accept: */*",
        "Host: localhost\r\nHost: evil.example"
      })
  void any_other_host_is_refused(String lines) throws IOException {
    assertThat(client.statusFor("GET", "/", lines)).isEqualTo(403);
    assertThat(client.statusFor("GET", "/simulator/people", lines)).isEqualTo(403);
    assertThat(client.statusFor("POST", "/simulator/codes", lines)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8090, https://evil.example",
    "localhost:8090, null",
    "localhost:8090, http://localhost:8080",
    "localhost:8090, http://127.0.0.1:8090",
    "localhost:8090, https://localhost:8090",
    "localhost:8090, http://localhost"
  })
  void any_other_origin_is_refused(String host, String origin) throws IOException {
    String[] headers = {"Host: " + host, "Origin: " + origin};

    assertThat(client.statusFor("POST", "/simulator/reset", headers)).isEqualTo(403);
    assertThat(client.statusFor("DELETE", "/simulator/faults", headers)).isEqualTo(403);
    assertThat(client.statusFor("POST", "/connect/confirm", headers)).isEqualTo(403);
    assertThat(client.statusFor("GET", "/simulator/calls", headers)).isEqualTo(403);
  }

  @Test
  void the_origin_of_its_own_pages_is_accepted() throws IOException {
    String[] headers = {"Host: localhost:8090", "Origin: http://localhost:8090"};

    assertThat(client.statusFor("DELETE", "/simulator/faults", headers)).isEqualTo(204);
  }

  @Test
  void a_refused_request_changes_nothing_and_is_no_call() throws IOException {
    assertThat(client.statusFor("GET", "/sns/auth", "Host: evil.example")).isEqualTo(403);

    assertThat(simulator.calls()).isEmpty();
  }

  @Test
  void a_refusal_says_what_to_do() throws IOException {
    client.send("GET", "/", "Host: evil.example", "Connection: close");

    assertThat(client.untilClosed()).contains("text/plain", "--allow-host NAME");
  }
}
