package dev.gatehouse.integration.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SEC-39: no value of any header produces a 500 or an ERROR line, on either port. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.limits.requests-per-minute=0",
      "management.tracing.export.enabled=true",
      "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/",
      // That there is no collector is no defect.
      "logging.level.io.opentelemetry.exporter=off"
    })
@ExtendWith(OutputCaptureExtension.class)
class HeaderFuzzTest {

  private static final int AT_ONCE = 16;

  private static final List<String> NAMES =
      List.of(
          "Accept",
          "Accept-Charset",
          "Accept-Encoding",
          "Accept-Language",
          "Access-Control-Request-Headers",
          "Access-Control-Request-Method",
          "Authorization",
          "Baggage",
          "Cache-Control",
          "Connection",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          "Content-Length",
          "Content-Range",
          "Content-Type",
          "Cookie",
          "Cookie2",
          "Date",
          "DNT",
          "Expect",
          "Forwarded",
          "From",
          "Host",
          "HTTP2-Settings",
          "If-Match",
          "If-Modified-Since",
          "If-None-Match",
          "If-Range",
          "If-Unmodified-Since",
          "Keep-Alive",
          "Last-Event-ID",
          "Link",
          "Max-Forwards",
          "Origin",
          "Pragma",
          "Prefer",
          "Priority",
          "Proxy-Authorization",
          "Proxy-Connection",
          "Range",
          "Referer",
          "Sec-CH-UA",
          "Sec-Fetch-Dest",
          "Sec-Fetch-Mode",
          "Sec-Fetch-Site",
          "Sec-GPC",
          "Sec-WebSocket-Key",
          "Sec-WebSocket-Version",
          "TE",
          "Traceparent",
          "Tracestate",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade",
          "Upgrade-Insecure-Requests",
          "User-Agent",
          "Via",
          "Warning",
          "X-B3-TraceId",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-HTTP-Method-Override",
          "X-Original-URL",
          "X-Real-IP",
          "X-Requested-With",
          "X-Rewrite-URL");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          ",",
          ";",
          "=",
          "\"",
          "*",
          "*/*;q=x",
          "/",
          "//",
          "-1",
          "0",
          "99999999999999999999",
          "1e999",
          "NaN",
          "null",
          "a=b",
          "a=\"b",
          "a;b;c=",
          "q=0.5;q=0.5",
          "%",
          "%zz",
          "%00",
          "${jndi:ldap://x}",
          "http://[::1",
          "http://a b",
          "https://\u00e4:99999999",
          "://",
          "\u00ff\u00fe",
          "\u00c3(",
          "text/html;charset=nonsense",
          "text/html;charset=\"",
          "application/json;charset=utf-16",
          "multipart/form-data",
          "application/x-www-form-urlencoded",
          "zh-CN,zh,en,en-US,fr,de,es,it,ja,ko,ru",
          "i-klingon,x-,-,a-b-c-d-e-f,en-a-bb-x-a-ccccccccc",
          "Mon, 99 Foo 99999 99:99:99 GMT",
          "bytes=0-,5-1,-",
          "W/\"",
          "chunked, chunked",
          "100-continue",
          "websocket",
          "h2c",
          "Basic !",
          "Bearer ",
          "00-00000000000000000000000000000000-0000000000000000-ff",
          "for=\"[::\";by=",
          "a=b;".repeat(1_500),
          "a=b,".repeat(1_500),
          "a,".repeat(3_000),
          "(".repeat(3_000));

  private static final List<String> CALLS =
      List.of(
          "GET /",
          "GET /v1/me",
          "POST /v1/logins",
          "GET /.well-known/jwks.json",
          "POST /v1/session/refresh",
          "GET /openapi.json",
          "OPTIONS /v1/logins",
          "GET /nowhere",
          "DELETE /v1/session",
          "GET /sign-in/page.css",
          "GET /v1/logins/FAKE/start?channel=app");

  private static final List<String> MANAGEMENT_CALLS =
      List.of(
          "GET /actuator/health",
          "GET /actuator/info",
          "GET /nowhere",
          "GET /actuator/health/liveness",
          "POST /actuator/health");

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void no_header_value_is_a_defect(boolean management, CapturedOutput output) throws Exception {
    List<String> calls = management ? MANAGEMENT_CALLS : CALLS;
    int ofPort = management ? managementPort : port;
    List<Callable<String>> requests = new ArrayList<>();
    for (String name : NAMES) {
      for (String value : VALUES) {
        String call = calls.get(requests.size() % calls.size());
        requests.add(() -> failure(ofPort, call, name, value));
      }
    }

    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<String> failure : clients.invokeAll(requests)) {
        assertThat(failure.get()).isEmpty();
      }
    }
    assertThat(output.getAll()).doesNotContain("ERROR").doesNotContain("\tat ");
  }

  /** What was asked and answered, if that is a 5xx; empty otherwise. */
  private static String failure(int port, String call, String name, String value)
      throws IOException {
    String host = name.equals("Host") ? "" : "Host: localhost\r\n";
    String connection = name.equals("Connection") ? "" : "Connection: close\r\n";
    String request = call + " HTTP/1.1\r\n" + host + connection + name + ": " + value + "\r\n\r\n";
    try (RawConnection client = new RawConnection(port)) {
      String answer = client.send(request.getBytes(ISO_8859_1)).finish().readAll();
      return answer.startsWith("HTTP/1.1 5") ? request + "\n" + answer : "";
    }
  }
}
