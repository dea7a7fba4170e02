package dev.gatehouse.integration.operations;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.integration.support.LoginCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Spans as they leave: over HTTP, to whatever listens where a collector is said to be. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "management.tracing.export.enabled=true",
      "management.tracing.sampling.probability=1.0",
      "management.opentelemetry.tracing.export.schedule-delay=50ms",
      "gatehouse.wechat.apps.app.id=wx0123456789abcdef",
      "gatehouse.wechat.apps.app.secret=planted-secret-0123456789abcdef0",
      "spring.datasource.url=jdbc:h2:mem:otlp;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=planted-password"
    })
@DirtiesContext
class OtlpExportTest {

  /** What came, each with its content type. */
  private static final List<Map.Entry<String, String>> RECEIVED = new CopyOnWriteArrayList<>();

  private static final HttpServer COLLECTOR = collector();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry properties) {
    properties.add(
        "management.opentelemetry.tracing.export.otlp.endpoint",
        () -> "http://127.0.0.1:" + COLLECTOR.getAddress().getPort() + "/v1/traces");
  }

  private static HttpServer collector() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/traces",
          exchange -> {
            RECEIVED.add(
                Map.entry(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1)));
            exchange.sendResponseHeaders(200, -1);
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
    COLLECTOR.stop(0);
  }

  @Test
  void the_collector_gets_the_spans_of_a_request() {
    new LoginCalls(port).get("/v1/me");

    await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(() ->
            assertThat(RECEIVED)
                .anySatisfy(sent -> {
                  assertThat(sent.getKey()).isEqualTo("application/x-protobuf");
                  assertThat(sent.getValue()).contains("http get /v1/me", "gatehouse");
                }));
  }
}
