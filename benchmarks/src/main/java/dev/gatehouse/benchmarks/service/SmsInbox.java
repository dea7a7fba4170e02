package dev.gatehouse.benchmarks.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A generic SMS gateway that takes every message, counts it and keeps the code. Thread-safe. */
public final class SmsInbox implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> codes = new ConcurrentHashMap<>();
  private final AtomicInteger messages = new AtomicInteger();

  /** Starts it at a free port of the loopback address. */
  public SmsInbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** How many messages were taken. */
  public int messages() {
    return messages.get();
  }

  /** The latest code of a number in E.164. */
  public String code(String number) {
    return Objects.requireNonNull(codes.get(number), "no message arrived");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode message = JsonMapper.shared().readTree(exchange.getRequestBody());
      codes.put(message.at("/to").asString(), message.at("/variables/code").asString());
      messages.incrementAndGet();
      exchange.sendResponseHeaders(202, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
