package dev.gatehouse.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.benchmarks.request.HttpConnection;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.Ports;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What loads the services, on a small one. */
class LoadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void every_ending_is_counted() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          int status = requests.incrementAndGet() % 4 == 0 ? 503 : 200;
          byte[] body = "{}".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, status == 200 ? 0 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Logins logins = new Logins();
      OpenLoop.Outcome outcome =
          new OpenLoop(
                  server.getAddress().getPort(), () -> logins.request("p".repeat(28)), PATIENCE)
              .run(200, Duration.ofSeconds(1));

      assertThat(outcome.sent()).isEqualTo(200);
      assertThat(outcome.endings()).containsEntry("200", 150).containsEntry("503", 50);
      assertThat(outcome.lost()).isEqualTo(50);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void requests_that_are_not_taken_are_lost_and_not_forgotten() throws IOException {
    OpenLoop.Outcome outcome =
        new OpenLoop(Ports.free(), () -> new byte[1], PATIENCE).run(50, Duration.ofMillis(200));

    assertThat(outcome.lost()).isEqualTo(10);
    assertThat(outcome.endings()).containsEntry("ConnectException", 10);
  }

  @Test
  void a_connection_whose_answer_does_not_come_is_closed() throws Exception {
    Duration impatient = Duration.ofMillis(200);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> afterwards = threads.submit(() -> answerHalfAndRead(server));

      OpenLoop.Outcome outcome =
          new OpenLoop(server.getLocalPort(), () -> new byte[1], impatient)
              .run(10, Duration.ofMillis(100));

      assertThat(outcome.endings()).containsExactly(Map.entry("SocketTimeoutException", 1));
      assertThat(afterwards.get()).as("end of the connection").isEqualTo(-1);
    }
  }

  private static int answerHalfAndRead(ServerSocket server) throws IOException {
    try (Socket connection = server.accept()) {
      connection.setSoTimeout((int) PATIENCE.toMillis());
      connection.getInputStream().read();
      connection
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(UTF_8));
      return connection.getInputStream().read();
    }
  }

  @Test
  void a_stall_of_the_service_is_seen_by_all_that_were_due_meanwhile() throws IOException {
    CountDownLatch stall = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.createContext("/", exchange -> answerAfter(stall, exchange));
      server.start();
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(stall::countDown);
      OpenLoop.Outcome outcome =
          new OpenLoop(server.getAddress().getPort(), () -> HttpConnection.post("/", ""), PATIENCE)
              .run(100, Duration.ofMillis(500));

      assertThat(outcome.succeeded()).isEqualTo(50);
      // The first was due at once, the last after half a second: both waited for the end of it.
      assertThat(outcome.latencies().micros(1)).isGreaterThan(900_000);
      assertThat(outcome.latencies().micros(0)).isGreaterThan(400_000);
    } finally {
      server.stop(0);
    }
  }

  private static void answerAfter(CountDownLatch stall, HttpExchange exchange) throws IOException {
    try {
      stall.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Test
  void no_code_comes_twice_and_each_begins_with_its_person() {
    Logins logins = new Logins();
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String person = logins.newPerson();
      assertThat(person).hasSize(28).matches("[0-9a-z]+");
      String request = new String(logins.request(person), UTF_8);
      String code = request.replaceAll("(?s).*\"code\":\"([^\"]*)\".*", "$1");
      assertThat(code).startsWith(person);
      codes.add(code);
    }

    assertThat(codes).hasSize(1_000);
  }

  @Test
  void the_result_is_found_in_what_wrk_prints() {
    ClosedLoop.Load load =
        ClosedLoop.parse(
            "Running 4s test\nRESULT {\"requests\":8000,\"micros\":4000000,\"lost\":1,\"refused\":2,\"p50\":900,\"p99\":3000}\n");

    assertThat(load.succeeded()).isEqualTo(7998);
    assertThat(load.perSecond()).isCloseTo(1999.5, within(1e-9));
    assertThatThrownBy(() -> ClosedLoop.parse("Running\n")).hasMessageContaining("no result");
  }
}
