package dev.gatehouse.adapter.wechat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels the requests that are overdue, at most {@value #EVERY_MS} milliseconds late. Thread-safe.
 *
 * <p>It looks at all of them again and again: with a timer for each, a call would wake a thread to
 * set it and again to take it away, though hardly any is ever needed.
 */
final class Watch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private static final long EVERY_MS = 25;

  private final Set<Sending> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("wechat-watch").factory());

  Watch() {
    Future<?> _ =
        clock.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (Sending sending : underWay) {
      try {
        sending.cancelIfOverdue();
      } catch (RuntimeException e) {
        // Of one connection. Thrown on, it would end the watch over all.
        log.warn("a connection to WeChat could not be closed: {}", e.getClass().getName());
      }
    }
  }

  /** Watches a request until it is {@link #forget forgotten}. */
  void over(Sending sending) {
    underWay.add(sending);
  }

  void forget(Sending sending) {
    underWay.remove(sending);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
