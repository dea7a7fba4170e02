package dev.gatehouse.adapter.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An SMS gateway on a free port whose messages can be read. */
final class SmsInbox implements AutoCloseable {

  static final String TOKEN = "token-of-the-gateway";

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int status = 202;
  private volatile boolean endless;

  SmsInbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/messages", this::take);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/messages");
  }

  /** From now on the gateway answers with this status. */
  void answer(int answer) {
    status = answer;
  }

  /** From now on an answer begins and never ends, until the gateway is closed. */
  void neverEnd() {
    endless = true;
  }

  /** All that was sent, as {@code to=…&text=…}, the latest last. */
  List<String> messages() {
    return messages;
  }

  /** The code in the latest message. */
  String latestCode() {
    return messages.getLast().replaceAll("(?s).*?text=\\D*(\\d{6}).*", "$1");
  }

  private void take(HttpExchange call) throws IOException {
    try (call) {
      String token = Objects.requireNonNull(call.getRequestHeaders().getFirst("Authorization"));
      messages.add(
          URLDecoder.decode(new String(call.getRequestBody().readAllBytes(), UTF_8), UTF_8));
      call.sendResponseHeaders(token.equals("Bearer " + TOKEN) ? status : 401, endless ? 0 : -1);
      if (endless) {
        call.getResponseBody().write(' ');
        call.getResponseBody().flush();
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
