package dev.gatehouse.integration.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Receives webhooks. It can hold its answers back. */
final class SlowReceiver implements AutoCloseable {

  static final String SECRET =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("fedcba9876543210fedcba9876543210".getBytes(US_ASCII));

  /** The longest that can be set for a delivery: the receiver waits for a test. */
  static final String DEADLINE = "10s";

  private final HttpServer server;
  private volatile CountDownLatch answers = new CountDownLatch(0);
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  private SlowReceiver(HttpServer server) {
    this.server = server;
  }

  static SlowReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SlowReceiver receiver = new SlowReceiver(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", receiver::answer);
    server.start();
    return receiver;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Holds back all answers. */
  void hold() {
    answers = new CountDownLatch(1);
  }

  /** Gives the answers that were held back, and those that follow. */
  void release() {
    answers.countDown();
  }

  /** The types of the events of a user in the order of arrival, without registration and logins. */
  List<String> eventsOf(long user) {
    return bodies.stream()
        .filter(body -> body.matches(".*\"userId\":" + user + "[,}].*"))
        .map(body -> body.replaceFirst("^\\{\"type\":\"([a-z_.]+)\".*", "$1"))
        .filter(type -> !type.equals("user.logged_in") && !type.equals("user.registered"))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bodies.add(body);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
