package dev.gatehouse.adapter.wechat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server in place of WeChat. A test sets every byte of its responses; the server counts
 * connections. Each char of a body is one byte.
 */
public final class StubWeChat implements AutoCloseable {

  public static final String EXCHANGE = "/sns/oauth2/access_token";
  public static final String SESSION = "/sns/jscode2session";
  public static final String USERINFO = "/sns/userinfo";

  private static final Reply NOT_FOUND = whole(404, "");

  private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final Map<String, Reply> always = new ConcurrentHashMap<>();
  private final Map<String, Queue<Reply>> next = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger closedByClient = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * What happens after a request was read. The connection stays open unless the reply closes it.
   */
  public interface Reply {
    void to(Socket client) throws IOException;
  }

  public StubWeChat() throws IOException {
    Thread.startVirtualThread(this::accept);
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  public void answers(String path, int status, String body) {
    answers(path, whole(status, body));
  }

  public void answers(String path, Reply reply) {
    always.put(path, reply);
  }

  /** Is sent once, before the reply that {@link #answers} set. */
  public void answersNext(String path, Reply reply) {
    next.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).add(reply);
  }

  /** The paths of the requests. */
  public List<String> calls() {
    return requests.stream().map(target -> target.split("\\?", 2)[0]).toList();
  }

  /** The paths of the requests, each with its query. */
  public List<String> targets() {
    return List.copyOf(requests);
  }

  /** How many connections were made. */
  public int connections() {
    return connections.size();
  }

  /** How many of them the client has closed. */
  public int connectionsClosedByClient() {
    return closedByClient.get();
  }

  /** Closes every connection from this side, as a server does with idle ones. */
  public void closeConnections() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  /** An ordinary response. */
  public static Reply whole(int status, String body) {
    return bytes(head(status, "Content-Length: " + body.length()) + body);
  }

  /** These bytes and nothing else. */
  public static Reply bytes(String bytes) {
    return client -> write(client, bytes);
  }

  /** These bytes, and then the end of the connection. */
  public static Reply bytesAndEnd(String bytes) {
    return client -> {
      write(client, bytes);
      client.close();
    };
  }

  /** The connection breaks off. */
  public static Reply reset() {
    return client -> {
      client.setSoLinger(true, 0);
      client.close();
    };
  }

  /** No byte is sent. */
  public static Reply hang() {
    return _ -> {};
  }

  /** This, and then one blank at a time without end. */
  public Reply trickleAfter(String body) {
    return client -> {
      write(client, head(200, "Content-Length: 60000") + body);
      try {
        while (!closing.await(50, TimeUnit.MILLISECONDS)) {
          write(client, " ");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  public static String head(int status, String... headers) {
    return "HTTP/1.1 "
        + status
        + " Whatever\r\nContent-Type: text/plain\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static void write(Socket client, String bytes) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(bytes.getBytes(ISO_8859_1));
    out.flush();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        connections.add(client);
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        // Closed: the test is over.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      String target = readRequest(in);
      while (target != null) {
        requests.add(target);
        reply(target.split("\\?", 2)[0]).to(client);
        target = client.isClosed() ? null : readRequest(in);
      }
      if (!client.isClosed()) {
        closedByClient.incrementAndGet();
      }
    } catch (IOException e) {
      // The client or the test closed the connection.
    }
  }

  private Reply reply(String path) {
    Queue<Reply> queue = next.get(path);
    Reply first = queue == null ? null : queue.poll();
    return first == null ? always.getOrDefault(path, NOT_FOUND) : first;
  }

  /** The target of the next request; null at the end. */
  private static @Nullable String readRequest(BufferedReader in) throws IOException {
    String requestLine = in.readLine();
    String line = requestLine;
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return requestLine == null || line == null ? null : requestLine.split(" ", 3)[1];
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    server.close();
    closeConnections();
  }
}
