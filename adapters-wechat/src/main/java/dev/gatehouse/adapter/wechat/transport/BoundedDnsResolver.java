package dev.gatehouse.adapter.wechat.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Bounds a lookup. The system's own cannot be interrupted and takes tens of seconds if a name
 * server drops packets. Thread-safe.
 */
record BoundedDnsResolver(DnsResolver resolver, Duration timeout) implements DnsResolver {

  /**
   * @throws UnknownHostException also if the time is over
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> resolver.resolve(host));
    // Not a virtual thread: a lookup occupies its carrier, and there are few.
    Thread.ofPlatform().daemon().name("wechat-lookup").start(task);
    try {
      return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new UnknownHostException("no address for WeChat's host");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
