package dev.gatehouse.adapter.rest.request;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The body of a request, of which no more than a number of bytes can be read. */
final class BoundedBody extends ServletInputStream {

  /** The longest body of a request, in bytes, unless an endpoint needs more (SEC-29). */
  static final int MAX_BYTES = 16 * 1024;

  /** How much of an unwanted body is read over, so that the client reads its answer. */
  static final int MAX_DRAINED_BYTES = 1024 * 1024;

  private final ServletInputStream body;
  private final long time;
  private final int most;
  private final long begin = System.nanoTime();
  private long read;

  BoundedBody(ServletInputStream body, int most, Duration time) {
    this.body = body;
    this.most = most;
    this.time = time.toNanos();
  }

  /**
   * @throws PayloadTooLargeException once there is more than may be read
   * @throws SocketTimeoutException once the client has taken longer than it may
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    // One more than there may be, to know whether there are more.
    int count = readInTime(bytes, offset, (int) Math.min(length, most + 1 - read));
    read += Math.max(count, 0);
    if (read > most) {
      throw new PayloadTooLargeException();
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Reads over what is left: if it lay unread, closing the connection would destroy the answer. */
  void drain() {
    byte[] bytes = new byte[4096];
    try {
      for (long drained = 0; drained < MAX_DRAINED_BYTES; ) {
        int count = readInTime(bytes, 0, bytes.length);
        if (count < 0) {
          return;
        }
        drained += count;
      }
    } catch (IOException brokenOff) {
      // The client is gone, or too slow to be waited for.
    }
  }

  // Each single read is bounded by the container's connection timeout; this bounds their sum.
  private int readInTime(byte[] bytes, int offset, int length) throws IOException {
    if (System.nanoTime() - begin > time) {
      throw new SocketTimeoutException("the body of the request took too long");
    }
    return body.read(bytes, offset, length);
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  /** Refuses reading without blocking, because such reads would escape the limits. */
  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("the body is read blocking only");
  }
}
