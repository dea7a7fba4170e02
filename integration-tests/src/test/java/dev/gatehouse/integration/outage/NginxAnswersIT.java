package dev.gatehouse.integration.outage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SEC-32, SEC-43, SEC-77: what nginx with the configuration that we ship answers by itself is a
 * problem in the words of the API, and what a replica answers passes untouched.
 */
@Tag("nginx")
class NginxAnswersIT {

  private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

  /** A port without a listener. */
  private static final int GONE = 1;

  @TempDir private static Path folder;
  private static Nginx nginx;

  @BeforeAll
  static void start() throws IOException {
    nginx = Nginx.beforePorts(List.of(GONE, GONE), folder);
  }

  @AfterAll
  static void stop() {
    nginx.close();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("no HTTP", "\u0016\u0003\u0001\u0002\r\n\r\n", 400, "invalid_request", "/"),
        Arguments.of("a bad method", "G(T /a HTTP/1.1\r\n" + HOST, 400, "invalid_request", "/"),
        Arguments.of("another version", "GET /a HTTP/3.7\r\n" + HOST, 400, "invalid_request", "/a"),
        Arguments.of("no host", "GET /a HTTP/1.1\r\n", 400, "invalid_request", "/a"),
        Arguments.of(
            "a long path",
            "GET /" + "x".repeat(9000) + " HTTP/1.1\r\n" + HOST,
            400,
            "invalid_request",
            "/"),
        Arguments.of(
            "a long header",
            "GET /a HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(9000) + "\r\n",
            431,
            "headers_too_large",
            "/a"),
        Arguments.of(
            "a path parameter",
            "GET /v1/logins/WX/callback;x HTTP/1.1\r\n" + HOST,
            400,
            "invalid_request",
            "/"),
        Arguments.of(
            "an escaped semicolon",
            "GET /v1/me%3bx HTTP/1.1\r\n" + HOST,
            400,
            "invalid_request",
            "/v1/me%3bx"),
        Arguments.of(
            "an unknown coding",
            "POST /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: planted\r\n",
            400,
            "invalid_request",
            "/a"),
        Arguments.of(
            "our own page", "GET /.problem HTTP/1.1\r\n" + HOST, 404, "not_found", "/.problem"),
        Arguments.of("TRACE", "TRACE /a HTTP/1.1\r\n" + HOST, 405, "method_not_allowed", "/a"),
        Arguments.of(
            "a large body",
            "POST /a HTTP/1.1\r\n" + HOST + "Content-Length: 30000\r\n\r\n" + "x".repeat(29_998),
            413,
            "payload_too_large",
            "/a"),
        Arguments.of(
            "no replica", "GET /v1/me?x HTTP/1.1\r\n" + HOST, 503, "storage_unavailable", "/v1/me"),
        Arguments.of(
            "a path that is no JSON",
            "GET /a\"\\ HTTP/1.1\r\n" + HOST,
            503,
            "storage_unavailable",
            "/"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void what_nginx_refuses_is_a_problem_in_our_words(
      String what, String request, int status, String code, String instance) throws IOException {
    String answer = answer(request + "\r\n");

    String body = answer.substring(answer.indexOf('{'));
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("Content-Type: application/problem+json\r\n", "Cache-Control: no-store\r\n")
        .contains("X-Content-Type-Options: nosniff\r\n", "Content-Language: zh\r\n")
        // Its version must be hidden; hiding its name takes a module or a licence.
        .contains("Server: nginx\r\n")
        .doesNotContain("<html");
    assertThat(answer.contains("\r\nRetry-After: ")).isEqualTo(status == 503);
    assertThat(answer.contains("\r\nAllow: ")).isEqualTo(status == 405);
    assertThat(JsonPath.<String>read(body, "$.type")).isEqualTo("/errors#" + code);
    assertThat(JsonPath.<Integer>read(body, "$.status")).isEqualTo(status);
    assertThat(JsonPath.<String>read(body, "$.code")).isEqualTo(code);
    assertThat(JsonPath.<String>read(body, "$.instance")).isEqualTo(instance);
    String traceId = JsonPath.read(body, "$.traceId");
    assertThat(traceId).matches("[0-9a-f]{32}");
    await().atMost(Duration.ofSeconds(10)).until(() -> log().contains(traceId));
  }

  /** SEC-44. */
  @Test
  void a_request_without_a_version_is_not_answered() throws IOException {
    assertThat(answer("GET /v1/me\r\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET /a, 503, 服务暂时不可用", "GET /a;b, 400, 参数错误", "TRACE /a, 405, 请求方法不允许"})
  void a_browser_gets_a_page(String call, int status, String title) throws IOException {
    String accept = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n\r\n";

    String answer = answer(call + " HTTP/1.1\r\n" + HOST + accept);

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("Content-Type: text/html; charset=utf-8\r\n", "Cache-Control: no-store\r\n")
        .contains("<html lang=\"zh\">", "<h1>" + title + "</h1>")
        .containsPattern("traceId <code>[0-9a-f]{32}</code>");
  }

  @Test
  void it_is_in_english_for_who_wants_english() throws IOException {
    String english = "Accept-Language: en-US,zh;q=0.5\r\n\r\n";

    String answer = answer("GET / HTTP/1.1\r\n" + HOST + english);

    assertThat(answer).contains("Content-Language: en\r\n", "\"title\":\"Service unavailable\"");
  }

  @Test
  void what_a_replica_answers_passes_untouched_and_one_that_is_gone_is_passed_over(
      @TempDir Path own) throws IOException {
    String problem = "{\"code\":\"provider_misconfigured\"}";
    HttpServer replica = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    replica.createContext(
        "/",
        exchange -> {
          byte[] body = problem.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
          exchange.sendResponseHeaders(502, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    replica.start();
    try (Nginx before = Nginx.beforePorts(List.of(GONE, replica.getAddress().getPort()), own);
        LoginCalls calls = new LoginCalls(before.port())) {
      for (int i = 0; i < 4; i++) {
        Answer answer = calls.login("WX", "app", "code");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.http().body()).isEqualTo(problem);
      }
    } finally {
      replica.stop(0);
    }
  }

  /** SEC-21: the code of a login that could not be passed on is not spent. */
  @Test
  void no_log_holds_a_query() throws IOException {
    answer("GET /v1/logins/WX/callback?code=planted&state=planted HTTP/1.1\r\n" + HOST + "\r\n");

    await().atMost(Duration.ofSeconds(10)).until(() -> log().contains("\"GET /v1/logins/WX/call"));
    try (Stream<Path> logs = Files.list(folder)) {
      assertThat(logs.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("planted"));
    }
  }

  private static String answer(String request) throws IOException {
    try (RawConnection connection = new RawConnection(nginx.port())) {
      return connection.send(request).readAll();
    }
  }

  private static String log() throws IOException {
    return Files.readString(nginx.accessLog());
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
