package dev.gatehouse.integration.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Another system that is told of logins by the whole service, after it has failed at first. */
// It would go on calling a server that has gone.
@DirtiesContext
class WebhookEndToEndTest extends BrowserLoginSetting {

  private static final byte[] KEY = "fedcba9876543210fedcba9876543210".getBytes(US_ASCII);

  private static final List<String> BODIES = new CopyOnWriteArrayList<>();
  private static final List<String> IDS = new CopyOnWriteArrayList<>();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final HttpServer SERVER = serve();

  @Autowired private MeterRegistry metrics;

  @DynamicPropertySource
  static void webhook(DynamicPropertyRegistry properties) {
    properties.add(
        "gatehouse.webhook.url",
        () -> "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/hook?key=planted");
    properties.add(
        "gatehouse.webhook.secret", () -> "whsec_" + Base64.getEncoder().encodeToString(KEY));
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

    // Counted once the next try has its time, which the clock may then reach.
    await().atMost(Duration.ofSeconds(15)).until(() -> failedDeliveries() == 1);
    CLOCK.advance(Duration.ofSeconds(3));

    await().atMost(Duration.ofSeconds(15)).until(() -> BODIES.size() >= 2);
    assertThat(types()).containsExactly("user.registered", "user.logged_in");
    assertThat(BODIES).allMatch(body -> body.contains("\"userId\":" + user + ","));
    assertThat(IDS.get(1)).as("the id by which a second try is known").isEqualTo(IDS.getFirst());
    assertThat(IDS.subList(1, 3)).doesNotHaveDuplicates();
  }

  private double failedDeliveries() {
    return metrics.get("gatehouse.webhook.deliveries").tag("outcome", "failed").counter().count();
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
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Headers headers = exchange.getRequestHeaders();
    String id = String.valueOf(headers.getFirst("webhook-id"));
    IDS.add(id);
    boolean first = CALLS.getAndIncrement() == 0;
    String signed = id + "." + headers.getFirst("webhook-timestamp") + "." + body;
    if (!first && signature(signed).equals(headers.getFirst("webhook-signature"))) {
      BODIES.add(body);
    }
    exchange.sendResponseHeaders(first ? 500 : 204, -1);
    exchange.close();
  }

  /** As the other system makes it, to compare. */
  private static String signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
