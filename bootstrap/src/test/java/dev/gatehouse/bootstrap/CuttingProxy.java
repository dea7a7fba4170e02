package dev.gatehouse.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the replicas and MySQL and cuts connections at the worst moments. It reads what
 * passes, so the connection must not be encrypted. Thread-safe.
 */
final class CuttingProxy implements AutoCloseable {

  /** Where a connection was cut: what the replica sent, and how far it got. */
  enum Cut {
    STATEMENT_HALF_SENT,
    STATEMENT_NOT_ANSWERED,
    COMMIT_HALF_SENT,
    COMMIT_NOT_ANSWERED
  }

  /** Every so many is cut. */
  private static final int STATEMENTS = 150;

  private static final int COMMITS = 20;

  private final int serverPort;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Cut, Integer> cuts = new EnumMap<>(Cut.class);
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean cutting;

  CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Whether it cuts from now on; it begins as a proxy that does not. */
  void cutting(boolean wanted) {
    cutting = wanted;
  }

  /** How often it has cut so far. */
  Map<Cut, Integer> cuts() {
    synchronized (cuts) {
      return Map.copyOf(cuts);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket replica = socket.accept();
        threads.execute(() -> serve(replica));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket replica) {
    try (replica;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      AtomicBoolean swallowing = new AtomicBoolean();
      threads.execute(() -> answers(server, replica, swallowing));
      requests(replica, server, swallowing);
    } catch (IOException ended) {
      // Either side may go at any time.
    }
  }

  private void requests(Socket replica, Socket server, AtomicBoolean swallowing)
      throws IOException {
    byte[] buffer = new byte[64 * 1024];
    InputStream in = replica.getInputStream();
    OutputStream out = server.getOutputStream();
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      boolean commit = isCommit(buffer, length);
      int number = (commit ? commits : statements).incrementAndGet();
      int every = commit ? COMMITS : STATEMENTS;
      boolean cut = cutting && number % every == 0;
      if (cut && number / every % 2 == 0) {
        out.write(buffer, 0, length / 2);
        count(commit ? Cut.COMMIT_HALF_SENT : Cut.STATEMENT_HALF_SENT);
        return;
      }
      if (cut) {
        swallowing.set(true);
        count(commit ? Cut.COMMIT_NOT_ANSWERED : Cut.STATEMENT_NOT_ANSWERED);
      }
      out.write(buffer, 0, length);
    }
  }

  /** The work is done and only the answer is lost. */
  private static void answers(Socket server, Socket replica, AtomicBoolean swallowing) {
    byte[] buffer = new byte[64 * 1024];
    try (replica;
        server) {
      InputStream in = server.getInputStream();
      OutputStream out = replica.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (swallowing.get()) {
          return;
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException ended) {
      // Either side may go at any time.
    }
  }

  private static boolean isCommit(byte[] buffer, int length) {
    return new String(buffer, 0, length, ISO_8859_1).toLowerCase(Locale.ROOT).endsWith("commit");
  }

  private void count(Cut cut) {
    synchronized (cuts) {
      cuts.merge(cut, 1, Integer::sum);
    }
  }
}
