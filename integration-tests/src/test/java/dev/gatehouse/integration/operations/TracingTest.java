package dev.gatehouse.integration.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A login as a trace, from the client's own to WeChat's door and the database. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "management.tracing.export.enabled=true",
      "management.tracing.sampling.probability=1.0",
      "management.opentelemetry.tracing.export.schedule-delay=50ms",
      "gatehouse.wechat.apps.app.id=wx0123456789abcdef",
      "gatehouse.wechat.apps.app.secret=planted-secret-0123456789abcdef0",
      "spring.datasource.url=jdbc:h2:mem:spans;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=planted-password"
    })
@Import(TracingTest.Exporter.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class TracingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  /** The headers of every call that reached WeChat. */
  private static final Queue<Map<String, List<String>>> SEEN = new ConcurrentLinkedQueue<>();

  private static final HttpServer WECHAT = weChat();

  @LocalServerPort private int port;
  @Autowired private InMemorySpanExporter exporter;

  /** Spans of the test before may still arrive; they began earlier. */
  private final Instant begun = Instant.now();

  @DynamicPropertySource
  static void weChat(DynamicPropertyRegistry properties) {
    properties.add(
        "gatehouse.wechat.api-base-url", () -> "http://127.0.0.1:" + WECHAT.getAddress().getPort());
  }

  /** Knows one person, and refuses the code {@code planted-bad}. */
  private static HttpServer weChat() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            SEEN.add(Map.copyOf(exchange.getRequestHeaders()));
            boolean bad = exchange.getRequestURI().getQuery().contains("planted-bad");
            byte[] answer =
                (bad
                        ? "{\"errcode\":40029,\"errmsg\":\"planted\"}"
                        : """
                        {"access_token":"planted-token","expires_in":7200,
                         "refresh_token":"planted-refresh","openid":"planted-openid",
                         "scope":"snsapi_userinfo","unionid":"planted-unionid","nickname":"planted"}\
                        """)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void stop() {
    WECHAT.stop(0);
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void a_login_is_one_trace_from_the_client_to_the_database() {
    Answer answer = login("planted-code", "00-" + TRACE + "-00f067aa0ba902b7-01");

    assertThat(answer.status()).isLessThan(300);
    Map<String, SpanData> spans = spans("http post /v1/logins");
    assertThat(spans.values()).allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(TRACE));
    SpanData request = named(spans, "http post /v1/logins");
    assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(named(spans, "WX exchange").getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(named(spans, "UserRepository.findForLogin").getParentSpanId())
        .isEqualTo(request.getSpanId());
    assertThat(named(spans, "SessionStore.add").getParentSpanId()).isEqualTo(request.getSpanId());
  }

  @Test
  void problem_and_log_carry_the_id_of_the_trace(CapturedOutput output) {
    Answer refused = login("planted-bad", "00-" + TRACE + "-00f067aa0ba902b7-00");
    Answer unknown = new LoginCalls(port).get("/nowhere");

    assertThat(refused.text("$.traceId")).isEqualTo(TRACE);
    assertThat(output.getAll().lines().filter(line -> line.contains("login method=WX")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains(TRACE));
    await()
        .until(() ->
            finished().stream()
                .anyMatch(span -> span.getTraceId().equals(unknown.text("$.traceId"))));
  }

  @Test
  void a_header_that_is_no_trace_context_is_left_alone() {
    for (String header :
        List.of(
            "planted",
            "00-" + TRACE.replace('4', 'g') + "-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            TRACE)) {
      assertThat(login("planted-bad", header).text("$.traceId"))
          .matches("[0-9a-f]{32}")
          .isNotEqualTo(TRACE);
    }
    HttpRequest.Builder b3 =
        new LoginCalls(port).request("/nowhere").header("b3", TRACE + "-00f067aa0ba902b7-1").GET();
    assertThat(new LoginCalls(port).send(b3).text("$.traceId")).isNotEqualTo(TRACE);
  }

  @Test
  void wechat_is_told_nothing_of_traces() {
    login("planted-code-2", "00-" + TRACE + "-00f067aa0ba902b7-01");

    assertThat(SEEN)
        .isNotEmpty()
        .allSatisfy(headers ->
            assertThat(headers.keySet())
                .extracting(name -> name.toLowerCase(Locale.ROOT))
                .containsOnly("host", "connection", "user-agent", "accept-encoding"));
  }

  /** SEC-21. */
  @Test
  void no_span_holds_a_secret() {
    login("planted-code-3", "00-" + TRACE + "-00f067aa0ba902b7-01");
    login("planted-bad", "00-" + TRACE + "-00f067aa0ba902b7-01");
    LoginCalls calls = new LoginCalls(port);
    calls.get("/v1/logins/WX/callback?code=planted-code&state=planted-state");
    calls.send(calls.request("/v1/me").header("Authorization", "Bearer planted").GET());
    calls.send(calls.request("/v1/me").header("baggage", "planted=planted").GET());

    Map<String, SpanData> spans = spans("http get /v1/me");
    assertThat(spans).containsKey("WX exchange");
    assertThat(finished())
        .allSatisfy(span ->
            assertThat(span.getName() + span.getAttributes() + span.getEvents() + span.getStatus())
                .doesNotContain("planted"));
  }

  private Answer login(String code, String traceparent) {
    LoginCalls calls = new LoginCalls(port);
    return calls.send(
        calls
            .request("/v1/logins")
            .header("Content-Type", "application/json")
            .header("traceparent", traceparent)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"method":"WX","credential":{"channel":"app","code":"%s"}}\
                    """
                        .formatted(code))));
  }

  /** The latest span of each name, once the one of a request is there, which ends last. */
  private Map<String, SpanData> spans(String request) {
    await().until(() -> finished().stream().anyMatch(span -> span.getName().equals(request)));
    return finished().stream()
        .collect(
            Collectors.toMap(SpanData::getName, Function.identity(), (first, second) -> second));
  }

  private List<SpanData> finished() {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getStartEpochNanos() >= ChronoUnit.NANOS.between(Instant.EPOCH, begun))
        .toList();
  }

  private static SpanData named(Map<String, SpanData> spans, String name) {
    return Objects.requireNonNull(spans.get(name), () -> name + " among " + spans.keySet());
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Exporter {

    @Bean
    InMemorySpanExporter spanExporter() {
      return InMemorySpanExporter.create();
    }
  }
}
