package dev.gatehouse.integration.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for services that must know theirs before they start. They are not from the range from
 * which the system takes those of outgoing connections: until the service listens, one of these
 * could get the port otherwise.
 */
public final class FreePort {

  private static final int FIRST = 30_000;
  private static final int COUNT = 2_500;

  /** Somewhere else in each JVM, for others may be looking at the same time. */
  private static final AtomicInteger LAST =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** A port without a listener that was not given out before in this JVM. */
  public static int next() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + LAST.incrementAndGet() % COUNT;
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException taken) {
        // The next one.
      }
    }
    throw new IllegalStateException("no port is free from " + FIRST + " on");
  }
}
