package dev.gatehouse.integration.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.RawConnection;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * SEC-32, SEC-43, SEC-44: what the container refuses by itself is a problem like any other, and
 * shows no banner.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
@ExtendWith(OutputCaptureExtension.class)
class LastResortTest {

  private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("no HTTP at all", "\u0016\u0003\u0001\u0002\r\n\r\n", 400),
        Arguments.of("a bad method", "G(T / HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of("a bad path", "GET /<planted> HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of("an undecodable path", "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of(
            "an undecodable path parameter", "GET /;%a=b HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of("a path upwards", "GET /../planted HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of("a hidden slash", "GET /v1%2flogins HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of("another version", "GET / HTTP/3.7\r\n" + HOST + "\r\n", 400),
        Arguments.of("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        Arguments.of("a bad host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        Arguments.of(
            "two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", 400),
        Arguments.of("a header without a name", "GET / HTTP/1.1\r\n" + HOST + ": x\r\n\r\n", 400),
        Arguments.of("a long header", "GET / HTTP/1.1\r\nX: " + "x".repeat(9000) + "\r\n\r\n", 431),
        Arguments.of("a long path", "GET /" + "x".repeat(9000) + " HTTP/1.1\r\n\r\n", 400),
        Arguments.of(
            "many headers", "GET / HTTP/1.1\r\n" + HOST + "X: x\r\n".repeat(100) + "\r\n", 431),
        Arguments.of("no version", "GET /v1/me\r\n", 400),
        Arguments.of("no version and a header", "GET /v1/me\r\n" + HOST + "\r\n", 400),
        Arguments.of(
            "an announced body of 50 MB",
            "POST /v1/logins HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nContent-Length: 52428800\r\n\r\n",
            413),
        Arguments.of("a path parameter", "GET /v1/me;a.css HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of(
            "a path parameter in the middle",
            "GET /v1;a/logins/WX/callback;x HTTP/1.1\r\n" + HOST + "\r\n",
            400),
        Arguments.of(
            "an escaped semicolon", "GET /v1/me%3Ba.css HTTP/1.1\r\n" + HOST + "\r\n", 400),
        Arguments.of(
            "an undecodable parameter of the path, with a method that is refused first",
            "TRACE /;%a=b HTTP/1.1\r\n" + HOST + "\r\n",
            405),
        Arguments.of(
            "a control character in a header that says who the client is",
            "GET / HTTP/1.1\r\n" + HOST + "X-Forwarded-For: \1\r\n\r\n",
            400),
        Arguments.of(
            "a control character in a header that says what the client takes",
            "GET / HTTP/1.1\r\n" + HOST + "Accept: \1\r\n\r\n",
            400),
        Arguments.of(
            "two lengths",
            "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
            400),
        Arguments.of(
            "a bad length", "POST / HTTP/1.1\r\n" + HOST + "Content-Length: -1\r\n\r\n", 400),
        Arguments.of(
            "an unknown coding",
            "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: planted\r\n\r\n",
            405),
        Arguments.of(
            "bad chunks",
            "POST /v1/logins HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nplanted\r\n",
            400),
        Arguments.of("a tunnel", "CONNECT planted:443 HTTP/1.1\r\n" + HOST + "\r\n", 405),
        Arguments.of("TRACE", "TRACE /v1/logins HTTP/1.1\r\n" + HOST + "X: planted\r\n\r\n", 405),
        Arguments.of("nothing there", "GET /nowhere HTTP/1.1\r\n" + HOST + "\r\n", 404),
        Arguments.of("an unknown method", "BREW /nowhere HTTP/1.1\r\n" + HOST + "\r\n", 404));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void what_the_container_refuses_is_a_problem(String what, String request, int status)
      throws IOException {
    String answer = answer(port, request);

    String body = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer)
        .containsOnlyOnce("Content-Type: application/problem+json")
        .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store");
    assertThat(JsonPath.<Integer>read(body, "$.status")).isEqualTo(status);
    assertThat(JsonPath.<String>read(body, "$.traceId")).matches("[0-9a-f]{32}");
    assertThat(JsonPath.<String>read(body, "$.code")).isNotBlank();
    assertThat(JsonPath.<String>read(body, "$.title")).isNotBlank();
    assertThat(JsonPath.<String>read(body, "$.instance")).startsWith("/");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("tomcat", "apache", "server:", "<html", "\tat ", "exception");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void the_management_port_shows_no_banner_either(String what, String request, int status)
      throws IOException {
    assertThat(answer(managementPort, request).toLowerCase(Locale.ROOT))
        .startsWith("http/1.1 ")
        .doesNotContain("tomcat", "apache", "server:", "\tat ", "exception");
  }

  /** SEC-30. */
  @Test
  void the_management_port_shows_health_and_little_else() throws IOException {
    for (String closed :
        new String[] {
          "env", "heapdump", "beans", "configprops", "sbom", "threaddump", "loggers", "mappings"
        }) {
      assertThat(
              answer(managementPort, "GET /actuator/" + closed + " HTTP/1.1\r\n" + HOST + "\r\n"))
          .as(closed)
          .startsWith("HTTP/1.1 404 ");
    }
    assertThat(answer(managementPort, "GET /actuator/health HTTP/1.1\r\n" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(answer(port, "GET /actuator/health HTTP/1.1\r\n" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 404 ");
  }

  /** SEC-41. */
  @ParameterizedTest
  @CsvSource({
    "size, 8 KiB, server.max-http-request-header-size",
    "count, 64, gatehouse.limits.header-count"
  })
  void headers_over_a_limit_are_refused_in_words_that_name_it(
      String what, String limit, String setting, CapturedOutput output) throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.gatehouse.adapter.rest.container");
    String headers =
        what.equals("size")
            ? "Cookie: foreign=" + "x".repeat(9_000) + "\r\n"
            : "X: x\r\n".repeat(100);
    logger.setLevel(Level.DEBUG);
    String answer;
    try {
      answer = answer(port, "GET / HTTP/1.1\r\n" + HOST + headers + "\r\n");
    } finally {
      logger.setLevel(null);
    }

    assertThat(answer).startsWith("HTTP/1.1 431 ").contains("headers_too_large", limit);
    assertThat(output.getAll().lines().filter(line -> line.contains("DEBUG")).toList())
        .singleElement()
        .asString()
        .contains(setting)
        .doesNotContain("foreign");
  }

  private static String answer(int port, String request) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send(request).finish().readAll();
    }
  }
}
