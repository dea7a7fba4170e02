package dev.gatehouse.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Between "not ready any more" and the end of the listener. Whoever balances the load needs a
 * moment to look elsewhere; until then every request is answered as ever, and told that its
 * connection is not kept. What is in flight after that, Boot waits for.
 */
final class Drain implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private final Duration time;
  private final List<Connector> connectors = new CopyOnWriteArrayList<>();
  private volatile boolean running;

  Drain(Duration time) {
    this.time = time;
  }

  /** Includes a connector in what is drained. */
  void watch(Connector connector) {
    connectors.add(connector);
  }

  /** Before everything else, and so before the management port and the listener. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    // Every answer from now on is the last on its connection, and says so.
    connectors.forEach(connector -> connector.setProperty("maxKeepAliveRequests", "1"));
    if (time.isPositive()) {
      log.info("not ready any more; goes on answering for {} s", time.toSeconds());
      try {
        Thread.sleep(time);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
