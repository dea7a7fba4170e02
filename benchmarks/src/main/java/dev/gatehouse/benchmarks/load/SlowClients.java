package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that begin a request and go on with it by a byte a second, so that each holds a
 * connection (a slow loris). Each that is hung up on comes back at once. They end with {@link
 * #close}.
 */
public final class SlowClients implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final byte[] BEGIN =
      "POST /v1/logins HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger hungUp = new AtomicInteger();
  private final InetAddress from;
  private final int port;

  /**
   * Starts them.
   *
   * @param from the address that the service sees
   */
  public SlowClients(int number, InetAddress from, int port) {
    this.from = from;
    this.port = port;
    for (int i = 0; i < number; i++) {
      threads.execute(this::goOn);
    }
  }

  /** How often the service has had enough of one. */
  public int hungUp() {
    return hungUp.get();
  }

  private void goOn() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Socket socket = new Socket()) {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(BEGIN);
        while (true) {
          TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
          socket.getOutputStream().write('x');
        }
      } catch (IOException e) {
        hungUp.incrementAndGet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
