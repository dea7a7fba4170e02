package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.bootstrap.LoginCalls.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Another system that is told of logins by the whole service, after it has failed at first. */
// It would go on calling a server that has gone.
@DirtiesContext
class WebhookEndToEndTest extends BrowserLoginSetting {

  private static final List<String> BODIES = new CopyOnWriteArrayList<>();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final HttpServer SERVER = serve();

  @DynamicPropertySource
  static void webhook(DynamicPropertyRegistry properties) {
    properties.add(
        "gatehouse.webhook.url",
        () -> "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/hook?key=planted");
    properties.add(
        "gatehouse.webhook.secret", () -> "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    properties.add(
        "spring.datasource.url",
        () -> "jdbc:h2:mem:webhook;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");
  }

  @AfterAll
  static void stop() {
    SERVER.stop(0);
  }

  @Test
  void a_registration_and_a_login_arrive_in_this_order() {
    long user = login().userId();
    login();

    await().atMost(Duration.ofSeconds(5)).until(() -> CALLS.get() > 0);
    CLOCK.advance(Duration.ofSeconds(3));

    await().atMost(Duration.ofSeconds(15)).until(() -> BODIES.size() >= 2);
    assertThat(types()).containsExactly("user.registered", "user.logged_in");
    assertThat(BODIES).allMatch(body -> body.contains("\"userId\":" + user + ","));
  }

  private static List<String> types() {
    List<String> types = new ArrayList<>();
    BODIES.forEach(body -> types.add(body.replaceFirst("^\\{\"type\":\"([a-z_.]+)\".*", "$1")));
    return types;
  }

  private Answer login() {
    return calls().login("WX", "app", code("hooked", "app"));
  }

  private static HttpServer serve() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", WebhookEndToEndTest::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean first = CALLS.getAndIncrement() == 0;
    if (!first && exchange.getRequestHeaders().containsKey("webhook-signature")) {
      BODIES.add(body);
    }
    exchange.sendResponseHeaders(first ? 500 : 204, -1);
    exchange.close();
  }
}
