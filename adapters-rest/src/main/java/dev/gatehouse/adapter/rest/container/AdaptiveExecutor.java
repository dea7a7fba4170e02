package dev.gatehouse.adapter.rest.container;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs each request on a virtual thread, as many at once as the processors keep up with; the others
 * wait, first come, first served. The limit falls while threads wait for a processor, and rises
 * while requests wait for the limit. A service that has just started is not compiled yet and
 * carries a tenth of its later load. If it began all requests at once, the calls of each login
 * would exceed their time limits, and hardly one login would succeed. A thread that waits for
 * WeChat or the database needs no processor, so a slow WeChat raises the limit. A request that
 * waits here holds its connection and no buffers. Thread-safe.
 */
final class AdaptiveExecutor implements Executor {

  /** So few at once never delay each other for long, and a burst of them never waits. */
  static final int LOWEST_LIMIT = 32;

  /** A thread that waits longer for a processor shows that too many run. */
  private static final Duration LONG_LAG = Duration.ofMillis(20);

  /** A thread that waits no longer shows that there is room for more. */
  private static final Duration SHORT_LAG = Duration.ofMillis(5);

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final ThreadFactory threads = Thread.ofVirtual().name("tomcat-handler-", 0).factory();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private int limit = LOWEST_LIMIT;
  private boolean adapting;

  @Override
  public void execute(Runnable request) {
    boolean adapt;
    synchronized (waiting) {
      waiting.add(request);
      startWaiting();
      adapt = !adapting && running >= LOWEST_LIMIT;
      adapting |= adapt;
    }
    if (adapt) {
      Thread.startVirtualThread(this::adaptWhileBusy);
    }
  }

  private void startWaiting() {
    while (running < limit && !waiting.isEmpty()) {
      Runnable request = waiting.remove();
      running++;
      threads.newThread(() -> run(request)).start();
    }
  }

  private void run(Runnable request) {
    try {
      request.run();
    } finally {
      synchronized (waiting) {
        running--;
        startWaiting();
      }
    }
  }

  private void adaptWhileBusy() {
    boolean busy = true;
    while (busy) {
      long begin = System.nanoTime();
      LockSupport.parkNanos(INTERVAL.toNanos());
      Duration lag = Duration.ofNanos(System.nanoTime() - begin).minus(INTERVAL);
      synchronized (waiting) {
        adapt(lag);
        busy = running >= LOWEST_LIMIT || !waiting.isEmpty();
        adapting = busy;
      }
    }
  }

  /**
   * Adapts the limit.
   *
   * @param lag how long a thread that was ready to run has waited for a processor
   */
  private void adapt(Duration lag) {
    if (lag.compareTo(LONG_LAG) > 0) {
      // A limit that is not reached holds nothing back.
      int reached = Math.min(limit, running);
      limit = Math.max(LOWEST_LIMIT, reached - reached / 4);
    } else if (lag.compareTo(SHORT_LAG) < 0 && !waiting.isEmpty()) {
      limit += limit / 16;
      startWaiting();
    }
  }
}
