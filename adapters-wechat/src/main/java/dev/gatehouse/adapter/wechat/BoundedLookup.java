package dev.gatehouse.adapter.wechat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Waits for an address no longer than for a connection. The system's own lookup cannot be
 * interrupted, and a name server that swallows packets makes it take tens of seconds. Thread-safe.
 */
final class BoundedLookup implements DnsResolver {

  private final DnsResolver lookup;
  private final Duration timeout;

  BoundedLookup(DnsResolver lookup, Duration timeout) {
    this.lookup = lookup;
    this.timeout = timeout;
  }

  /**
   * @throws UnknownHostException also if the answer is not here in time
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> lookup.resolve(host));
    // Not a virtual thread: the lookup would hold on to its carrier, and there are few.
    Thread.ofPlatform().daemon().name("wechat-lookup").start(task);
    try {
      return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UnknownHostException("no answer in time");
    } catch (ExecutionException e) {
      throw new UnknownHostException("no address");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return host;
  }
}
