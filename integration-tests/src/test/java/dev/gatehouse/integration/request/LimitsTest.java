package dev.gatehouse.integration.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.RawConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SEC-28, SEC-29: how much one client may ask, and how its address is known behind a proxy. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.limits.requests-per-minute=30",
      // A request that is answered only after its body would hang.
      "server.tomcat.connection-timeout=10m",
      "gatehouse.trusted-proxies=127.0.0.0/8"
    })
class LimitsTest {

  private static final String LOGIN =
      "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}";

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @Test
  void an_address_that_asks_too_often_is_told_when_to_come_back() {
    Answer refused =
        IntStream.range(0, 100)
            .mapToObj(i -> login("203.0.113.1"))
            .filter(answer -> answer.status() != 200 && answer.status() != 201)
            .findFirst()
            .orElseThrow();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("rate_limited");
    assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.text("$.traceId")).matches("[0-9a-f]{32}");
    assertThat(login("203.0.113.2").status()).as("another client").isIn(200, 201);
  }

  /** The proxy before us writes X-Forwarded-For and passes on what else the client wrote. */
  @Test
  void a_header_that_the_client_adds_is_no_way_around_the_limit() {
    for (int i = 0; i < 40; i++) {
      calls()
          .send(
              request("203.0.113.6")
                  .header("Forwarded", "for=198.51.100." + i)
                  .POST(BodyPublishers.ofString(LOGIN)));
    }

    assertLimited("203.0.113.6");
  }

  /** SEC-40. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/me;a.css", "/%zz"})
  void requests_that_the_container_refuses_are_counted(String path) throws IOException {
    String client = path.contains(";") ? "203.0.113.7" : "203.0.113.8";
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Forwarded-For: " + client;
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(raw(request + "\r\n\r\n"));
    }

    assertThat(answers.getFirst()).startsWith("HTTP/1.1 400 ");
    assertThat(answers)
        .anySatisfy(
            answer -> assertThat(answer).startsWith("HTTP/1.1 429 ").contains("\r\nRetry-After: "));
    assertLimited(client);
  }

  /** SEC-40: the trusted proxy sent it for a client whose address was not read. */
  @Test
  void requests_of_a_client_that_is_not_known_count_for_no_other() throws IOException {
    for (int i = 0; i < 40; i++) {
      assertThat(raw("G(T / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }
  }

  private String raw(String request) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send(request).finish().readAll();
    }
  }

  @Test
  void health_is_never_limited() {
    LoginCalls management = new LoginCalls(managementPort);

    assertThat(IntStream.range(0, 50).map(i -> management.get("/actuator/health").status()))
        .containsOnly(200);
  }

  @Test
  void a_body_of_a_megabyte_is_refused_and_the_answer_can_be_read() {
    Answer known = calls().send(request("203.0.113.3").POST(BodyPublishers.ofString(big())));
    Answer chunked =
        calls()
            .send(
                request("203.0.113.3")
                    .POST(
                        BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(big().getBytes(UTF_8)))));

    assertThat(known.code()).isEqualTo("payload_too_large");
    assertThat(chunked.code()).isEqualTo("payload_too_large");
  }

  /** SEC-44. */
  @ParameterizedTest
  @ValueSource(ints = {16 * 1024 + 1, 20_000, 50_000_000})
  void a_body_that_is_announced_too_large_is_refused_before_it_is_sent(int size)
      throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      connection.send(
          "POST /v1/logins HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
              + "X-Forwarded-For: 203.0.113.9\r\nContent-Length: "
              + size
              + "\r\n\r\n");

      assertThat(connection.readUntil("}"))
          .startsWith("HTTP/1.1 413 ")
          .contains("payload_too_large");
    }
  }

  @Test
  void a_body_that_is_not_read_is_limited_too() {
    Answer answer =
        calls()
            .send(
                calls()
                    .request("/nowhere")
                    .header("X-Forwarded-For", "203.0.113.4")
                    .POST(BodyPublishers.ofString(big())));

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void json_that_is_too_deep_is_refused() {
    String deep = "{\"other\":" + "[".repeat(17) + "]".repeat(17) + "," + LOGIN.substring(1);

    Answer answer = calls().send(request("203.0.113.5").POST(BodyPublishers.ofString(deep)));

    assertThat(answer.code()).isEqualTo("invalid_request");
  }

  private static String big() {
    return "x".repeat(1_000_000);
  }

  /** The limit lets a request pass every two seconds; it may be the first of these. */
  private void assertLimited(String client) {
    assertThat(Stream.generate(() -> login(client)).limit(3))
        .anySatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(429);
          assertThat(answer.code()).isEqualTo("rate_limited");
        });
  }

  private Answer login(String client) {
    return calls().send(request(client).POST(BodyPublishers.ofString(LOGIN)));
  }

  private HttpRequest.Builder request(String client) {
    return calls()
        .request("/v1/logins")
        .header("Content-Type", "application/json")
        .header("X-Forwarded-For", client);
  }

  private LoginCalls calls() {
    return new LoginCalls(port);
  }
}
