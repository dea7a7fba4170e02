package dev.gatehouse.adapter.wechat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Something at WeChat's address that answers whatever a test says, each char of a body one byte.
 */
final class StubWeChat implements AutoCloseable {

  static final String EXCHANGE = "/sns/oauth2/access_token";
  static final String USERINFO = "/sns/userinfo";

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private record Answer(int status, String body, boolean trickles) {}

  StubWeChat() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answers(String path, int status, String body) {
    answers.put(path, new Answer(status, body, false));
  }

  /** Sends this and then a blank now and then, without end. */
  void tricklesAfter(String path, String body) {
    answers.put(path, new Answer(200, body, true));
  }

  /** The paths that were asked for. */
  List<String> calls() {
    return calls;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    calls.add(path);
    Answer answer = answers.getOrDefault(path, new Answer(404, "", false));
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    if (answer.status() == 503) {
      exchange.getResponseHeaders().set("Retry-After", "0");
    }
    if (answer.status() / 100 == 3) {
      exchange.getResponseHeaders().set("Location", baseUrl() + USERINFO);
    }
    byte[] body = answer.body().getBytes(ISO_8859_1);
    // 0 is a body of unknown length, -1 is none.
    exchange.sendResponseHeaders(
        answer.status(), answer.trickles() ? 0 : body.length == 0 ? -1 : body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body);
    out.flush();
    if (answer.trickles()) {
      trickle(out);
    }
    exchange.close();
  }

  /** A blank now and then, until the client or the test has had enough. */
  private void trickle(OutputStream out) throws IOException {
    try {
      while (!closing.await(50, TimeUnit.MILLISECONDS)) {
        out.write(' ');
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
