package dev.gatehouse.adapter.rest.container;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Delays the shutdown after readiness has gone: load balancers need time to take the replica out.
 * Until then each request is answered as before, and its response closes the connection. Boot waits
 * for requests in flight after that.
 */
final class ShutdownDelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ShutdownDelay.class);

  private final Duration time;
  private final List<Connector> connectors = new CopyOnWriteArrayList<>();
  private volatile boolean running;

  ShutdownDelay(Duration time) {
    this.time = time;
  }

  /** Makes responses of this connector close their connections once the shutdown begins. */
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
