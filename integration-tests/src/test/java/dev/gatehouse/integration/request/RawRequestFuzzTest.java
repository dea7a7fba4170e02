package dev.gatehouse.integration.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.RawConnection;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * SEC-29, SEC-32: malformed requests by the thousand. Each ends with a problem or a closed
 * connection; none hangs, leaves a trace in the log, or harms who comes after it. The seed is
 * printed and can be given again as {@code -Dfuzz.seed=…}.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.limits.requests-per-minute=0",
      "gatehouse.limits.body-time=1s",
      // Without it no answer is HTML, and one that is comes from the container.
      "gatehouse.sign-in-page.enabled=false",
      "server.tomcat.connection-timeout=1s"
    })
@ExtendWith(OutputCaptureExtension.class)
class RawRequestFuzzTest {

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 10_000);
  private static final int AT_ONCE = 64;

  private static final String LOGIN =
      "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}";

  @LocalServerPort private int port;

  @Test
  void ten_thousand_malformed_requests_each_end_properly(CapturedOutput output) throws Exception {
    long seed = Long.getLong("fuzz.seed", new Random().nextLong());
    System.out.println("fuzzing with -Dfuzz.seed=" + seed);

    List<Callable<String>> requests =
        IntStream.range(0, REQUESTS).mapToObj(i -> request(new Random(seed + i))).toList();
    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<String> answer : clients.invokeAll(requests)) {
        assertThat(answer.get()).satisfies(RawRequestFuzzTest::isProper);
      }
    }

    assertThat(new LoginCalls(port).post(LOGIN).status()).isIn(200, 201);
    assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("ERROR");
  }

  private Callable<String> request(Random random) {
    byte[] bytes = new MalformedRequest(random).bytes();
    return () -> answer(bytes);
  }

  private String answer(byte[] request) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send(request).finish().readAll();
    }
  }

  /** Nothing, or answers of which each that is a failure is a problem. */
  private static void isProper(String answer) {
    if (answer.isEmpty()) {
      return;
    }
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("tomcat", "\r\nserver:", "<html", "\tat ", "exception");
    for (String each : answer.split("(?=HTTP/1\\.1 \\d{3} )", -1)) {
      boolean failure = each.matches("(?s)HTTP/1\\.1 [45].*");
      boolean headOnly = each.endsWith("\r\n\r\n");
      if (failure && !headOnly) {
        String withoutChunkSizes = each.replaceAll("\r\n[0-9a-f]+\r\n", "");
        assertThat(withoutChunkSizes).contains("application/problem+json", "\"traceId\":\"");
      }
      assertThat(each).doesNotStartWith("HTTP/1.1 500");
    }
  }

  /** A login as it should be, spoilt in one to four places, or bytes that never were one. */
  private record MalformedRequest(Random random) {

    private static final List<String> METHODS =
        List.of(
            "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "X");
    private static final List<String> PATHS =
        List.of(
            "/v1/logins", "/", "/nowhere", "*", "//", "/%", "/;a=b", "http://h/x", "/error", "");
    private static final List<String> LINES =
        List.of(
            "Content-Length: 7",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked, identity",
            "Expect: 100-continue",
            "Expect: the unexpected",
            "Connection: upgrade",
            "Upgrade: h2c",
            "Host: [::1",
            "Cookie: a=\"b; c",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: application/x-www-form-urlencoded",
            "Accept: ;;;",
            "Accept-Language: x-,;q=9",
            "X-Forwarded-For: ,,,",
            " folded: yes",
            "no colon",
            ": no name",
            "Range: bytes=0-");

    byte[] bytes() {
      if (random.nextInt(10) == 0) {
        byte[] noise = new byte[random.nextInt(600)];
        random.nextBytes(noise);
        return noise;
      }
      StringBuilder request = new StringBuilder(wellFormed());
      for (int i = random.nextInt(4); i >= 0 && !request.isEmpty(); i--) {
        spoil(request);
      }
      return request.toString().getBytes(ISO_8859_1);
    }

    private String wellFormed() {
      StringBuilder head = new StringBuilder();
      head.append(any(METHODS)).append(' ').append(any(PATHS)).append(" HTTP/1.1\r\n");
      head.append("Host: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n");
      for (int i = random.nextInt(3); i > 0; i--) {
        head.append(any(LINES)).append("\r\n");
      }
      return head + "Content-Length: " + LOGIN.length() + "\r\n\r\n" + LOGIN;
    }

    private void spoil(StringBuilder request) {
      int at = random.nextInt(request.length());
      switch (random.nextInt(6)) {
        case 0 -> request.setCharAt(at, (char) random.nextInt(256));
        case 1 -> request.deleteCharAt(at);
        case 2 -> request.insert(at, (char) random.nextInt(256));
        case 3 -> request.setLength(at);
        case 4 -> request.insert(at, any(LINES) + "\r\n");
        default -> request.insert(at, "x".repeat(random.nextInt(20_000)));
      }
    }

    private String any(List<String> choices) {
      return choices.get(random.nextInt(choices.size()));
    }
  }
}
