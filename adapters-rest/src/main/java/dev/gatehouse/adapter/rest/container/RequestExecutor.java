package dev.gatehouse.adapter.rest.container;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Limits how many requests run at once, each on its own virtual thread. Others wait in order of
 * arrival, without a time-out. The limit falls while many threads wait for a processor. It rises
 * while requests wait and few threads do; a thread that waits for WeChat or the database does not
 * count. Thread-safe. Reasons: docs/adr/0043.
 */
final class RequestExecutor implements Executor {

  /** So few at once never delay each other for long. */
  static final int LOWEST_LIMIT = 32;

  /** If this many threads per processor are ready, too many requests run. */
  static final long MANY_READY = 8;

  /** Fewer ready threads per processor than this: more requests may start. */
  static final long FEW_READY = 2;

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private static final VirtualThreadSchedulerMXBean SCHEDULER =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

  private final ThreadFactory threads = Thread.ofVirtual().name("tomcat-handler-", 0).factory();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final LongSupplier readyThreads;
  private int running;
  private int limit = LOWEST_LIMIT;
  private boolean adapting;

  RequestExecutor() {
    this(() -> SCHEDULER.getQueuedVirtualThreadCount() / SCHEDULER.getParallelism());
  }

  /**
   * @param readyThreads how many threads per processor are ready to run
   */
  RequestExecutor(LongSupplier readyThreads) {
    this.readyThreads = readyThreads;
  }

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
      // A virtual thread would come late just when many are ready.
      Thread.ofPlatform().daemon().name("request-limit").start(this::adaptWhileBusy);
    }
  }

  /** How many requests wait for their start. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private void startWaiting() {
    while (running < limit && !waiting.isEmpty()) {
      Runnable request = waiting.element();
      threads.newThread(() -> run(request)).start();
      waiting.remove();
      running++;
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
    long before = 0;
    while (busy) {
      LockSupport.parkNanos(INTERVAL.toNanos());
      long ready = readyThreads.getAsLong();
      synchronized (waiting) {
        adapt(Math.min(before, ready), ready);
        busy = running >= LOWEST_LIMIT || !waiting.isEmpty();
        adapting = busy;
      }
      before = ready;
    }
  }

  /**
   * Adapts the limit.
   *
   * @param standing ready threads per processor that were there at the last two looks
   * @param ready the same, now
   */
  private void adapt(long standing, long ready) {
    if (standing >= MANY_READY) {
      // While more run than may, the last cut has had no effect yet.
      if (running <= limit) {
        limit = Math.max(LOWEST_LIMIT, running - running / 4);
      }
    } else if (ready < FEW_READY && !waiting.isEmpty()) {
      limit += limit / 16;
      startWaiting();
    }
  }
}
