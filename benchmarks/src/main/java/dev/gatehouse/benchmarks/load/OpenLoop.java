package dev.gatehouse.benchmarks.load;

import dev.gatehouse.benchmarks.figure.Samples;
import dev.gatehouse.benchmarks.request.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends requests at a constant rate, whether or not earlier ones were answered. A latency counts
 * from when the request was due, so that a service that stalls is not spared the requests that a
 * waiting client would not have sent (coordinated omission).
 */
public final class OpenLoop {

  /**
   * What became of all that were sent.
   *
   * @param endings how many ended how: an HTTP status, or the name of the failure
   * @param latencies of those answered with success
   */
  public record Outcome(int sent, Map<String, Integer> endings, Samples latencies) {

    public int succeeded() {
      return endings.getOrDefault("200", 0) + endings.getOrDefault("201", 0);
    }

    /** Told at once to come back later. */
    public int refused() {
      return endings.getOrDefault("429", 0) + endings.getOrDefault("503", 0);
    }

    public int lost() {
      return sent - succeeded();
    }
  }

  private final Connections connections;
  private final Supplier<byte[]> requests;
  private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

  /** Opens connections to what is loaded. */
  @FunctionalInterface
  public interface Connections {
    HttpConnection open() throws IOException;
  }

  /**
   * Loads a port of this machine.
   *
   * @param patience how long connecting and each read may take
   */
  public OpenLoop(int port, Supplier<byte[]> requests, Duration patience) {
    this(() -> new HttpConnection(port, patience), requests);
  }

  public OpenLoop(Connections connections, Supplier<byte[]> requests) {
    this.connections = connections;
    this.requests = requests;
  }

  /** Returns when each request has ended. */
  public Outcome run(int perSecond, Duration duration) throws IOException {
    int number = (int) (perSecond * duration.toMillis() / 1000);
    Map<String, Integer> endings = new TreeMap<>();
    Samples latencies = new Samples(number);
    long begin = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < number; i++) {
        long due = begin + i * 1_000_000_000L / perSecond;
        for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
          LockSupport.parkNanos(rest);
        }
        clients.execute(() -> {
          String ending = send();
          long took = System.nanoTime() - due;
          synchronized (endings) {
            endings.merge(ending, 1, Integer::sum);
            if (ending.startsWith("20")) {
              latencies.add(took);
            }
          }
        });
      }
    }
    for (HttpConnection each = idle.poll(); each != null; each = idle.poll()) {
      each.close();
    }
    return new Outcome(number, endings, latencies);
  }

  private String send() {
    try {
      HttpConnection kept = idle.pollFirst();
      return "" + exchange(kept == null ? connections.open() : kept);
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  /** However it ends, the connection is kept for another request or closed. */
  private int exchange(HttpConnection connection) throws IOException {
    boolean keep = false;
    try {
      HttpConnection.Answer answer = connection.exchange(requests.get());
      keep = !answer.last();
      return answer.status();
    } finally {
      if (keep) {
        idle.addFirst(connection);
      } else {
        connection.close();
      }
    }
  }
}
