package dev.gatehouse.adapter.persistence.socket;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the sockets whose read has exceeded its time-out, at most {@value #EVERY_MS} milliseconds
 * late. Thread-safe.
 *
 * <p>One for all pools, and static, because the driver makes its socket factories by itself.
 */
final class ReadWatch {

  private static final Logger log = LoggerFactory.getLogger(ReadWatch.class);

  private static final long EVERY_MS = 25;

  /** Weak: the driver leaves some to the garbage collector, such as one that did not connect. */
  private static final Set<WatchedSocket> sockets = Collections.newSetFromMap(new WeakHashMap<>());

  private static final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("database-watch").factory());

  static {
    Future<?> _ =
        clock.scheduleWithFixedDelay(ReadWatch::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private ReadWatch() {}

  /** Watches a socket while it is in use. */
  static void over(WatchedSocket socket) {
    synchronized (sockets) {
      sockets.add(socket);
    }
  }

  private static void look() {
    for (WatchedSocket socket : all()) {
      try {
        socket.closeIfLate(System.nanoTime());
      } catch (IOException | RuntimeException e) {
        // Of one connection. Thrown on, it would end the watch over all.
        log.warn("a connection to the database could not be closed: {}", e.getClass().getName());
      }
    }
  }

  private static List<WatchedSocket> all() {
    synchronized (sockets) {
      sockets.removeIf(WatchedSocket::isClosed);
      return List.copyOf(sockets);
    }
  }
}
