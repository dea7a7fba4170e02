package dev.gatehouse.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.application.event.EventReceiver.Delivery;
import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.PendingEvent;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {

  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String OTHER_KEY = "YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=";
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final PendingEvent EVENT = event("app");

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer server;
  private WebhookReceiver receiver;
  private volatile int status = 204;
  private volatile boolean silent;
  private volatile boolean endless;
  private volatile @Nullable HttpExchange last;
  private volatile String body = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    receiver =
        new WebhookReceiver(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=planted"),
            Signature.of(List.of("whsec_" + KEY, "whsec_" + OTHER_KEY)).orElseThrow(),
            Duration.ofMillis(500),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    released.countDown();
    receiver.close();
    server.stop(0);
  }

  /** By the text of the standard, with nothing of ours. */
  @Test
  void a_receiver_can_verify_who_sent_it() throws Exception {
    assertThat(receiver.deliver(EVENT)).isEqualTo(Delivery.DELIVERED);

    String signed = header("webhook-id") + "." + header("webhook-timestamp") + "." + body;
    assertThat(header("webhook-signature"))
        .isEqualTo("v1," + hmac(KEY, signed) + " v1," + hmac(OTHER_KEY, signed));
    assertThat(header("webhook-id")).isEqualTo(EVENT.id().toString());
    assertThat(header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
    assertThat(header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void the_body_says_what_happened() throws Exception {
    receiver.deliver(EVENT);

    assertThat(body)
        .isEqualTo(
            """
            {"type":"user.registered","timestamp":"2026-11-23T10:00:00.123Z",\
            "data":{"userId":42,"sub":"42","method":"WX","channel":"app"}}\
            """);
  }

  @Test
  void a_method_without_channels_names_none() throws Exception {
    receiver.deliver(event(null));

    assertThat(body).contains("\"data\":{\"userId\":42,\"sub\":\"42\",\"method\":\"WX\"}");
  }

  @Test
  void a_scheduled_closure_says_when_the_account_is_closed() throws Exception {
    LoginEvent closing =
        new LoginEvent(
            LoginEvent.Type.CLOSING, NOW, new UserId(42), null, null, NOW.plusSeconds(1));
    receiver.deliver(new PendingEvent(7, EVENT.id(), 0, closing));

    assertThat(body)
        .contains(
            "\"data\":{\"userId\":42,\"sub\":\"42\",\"closesAt\":\"2026-11-23T10:00:01.123Z\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 404, 410, 429, 500, 503})
  void any_other_answer_is_a_failure_and_no_redirect_is_followed(int other) throws Exception {
    status = other;

    assertThat(receiver.deliver(EVENT)).isEqualTo(Delivery.FAILED);
    assertThat(calls).hasValue(1);
  }

  @Test
  @Timeout(10)
  void a_receiver_that_never_answers_is_waited_for_until_the_deadline() throws Exception {
    silent = true;

    assertThat(receiver.deliver(EVENT)).isEqualTo(Delivery.FAILED);
  }

  @Test
  @Timeout(10)
  void an_answer_that_never_ends_is_waited_for_until_the_deadline() throws Exception {
    endless = true;

    assertThat(receiver.deliver(EVENT)).isEqualTo(Delivery.FAILED);
  }

  @Test
  void a_receiver_that_is_away_is_a_failure() throws Exception {
    server.stop(0);

    assertThat(receiver.deliver(EVENT)).isEqualTo(Delivery.FAILED);
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    last = exchange;
    try {
      if (silent) {
        released.await();
      }
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(endless ? 200 : status, endless ? 0 : -1);
      if (endless) {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        released.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private String header(String name) {
    HttpExchange exchange = last;
    String value = exchange == null ? null : exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static String hmac(String key, String signed) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static PendingEvent event(@Nullable String channel) {
    return new PendingEvent(
        7,
        UUID.fromString("019ab0c1-2345-7abc-8def-0123456789ab"),
        0,
        new LoginEvent(
            LoginEvent.Type.REGISTERED, NOW, new UserId(42), new LoginMethod("WX"), channel));
  }
}
