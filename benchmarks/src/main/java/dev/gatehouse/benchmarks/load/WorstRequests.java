package dev.gatehouse.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.benchmarks.request.HttpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send as fast as they can the requests whose headers cost the most to parse: one of
 * them once stopped a replica. They end with {@link #close}.
 */
public final class WorstRequests implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<byte[]> REQUESTS =
      List.of(
          request("/nowhere", "Accept-Language: a" + "-a".repeat(3_500)),
          request("/nowhere", "Accept: " + "a/b;q=0.1,".repeat(700)),
          request("/", "User-Agent: " + "Android".repeat(1_000)),
          request("/v1/me", "Cookie: " + "a=\"b; ".repeat(1_100)),
          request("/nowhere", "Forwarded: " + "for=\"[::".repeat(800)),
          request("/" + "/./".repeat(2_300), "X: y"));

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger answered = new AtomicInteger();
  private final InetAddress from;
  private final int port;

  /**
   * Starts them.
   *
   * @param from the address that the service sees
   */
  public WorstRequests(int clients, InetAddress from, int port) {
    this.from = from;
    this.port = port;
    for (int i = 0; i < clients; i++) {
      byte[] request = REQUESTS.get(i % REQUESTS.size());
      threads.execute(() -> repeat(request));
    }
  }

  /** How many requests were answered, refusals included. */
  public int answered() {
    return answered.get();
  }

  private void repeat(byte[] request) {
    while (!Thread.currentThread().isInterrupted()) {
      try (HttpConnection connection = new HttpConnection(port, PATIENCE, from)) {
        boolean open = true;
        while (open && !Thread.currentThread().isInterrupted()) {
          open = !connection.exchange(request).last();
          answered.incrementAndGet();
        }
      } catch (IOException hungUp) {
        // Connect again.
      }
    }
  }

  private static byte[] request(String path, String header) {
    return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
