package dev.gatehouse.adapter.persistence.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket whose read time-out is minded by somebody who looks from time to time, and not by a
 * timer for each read: a virtual thread would wake another thread to set one and again to take it
 * away, which costs more than the read. Unlike another socket it is closed when it is late.
 *
 * <p>For one reader at a time, as sockets of JDBC drivers are.
 */
final class WatchedSocket extends Socket {

  private static final long NOBODY_READS = 0;

  private volatile int timeout;
  private volatile long due = NOBODY_READS;
  private volatile boolean late;

  /** Milliseconds; 0 is for ever. For reads that begin from now on. */
  @Override
  public void setSoTimeout(int millis) throws SocketException {
    if (millis < 0) {
      throw new IllegalArgumentException("timeout can't be negative");
    }
    if (isClosed()) {
      throw new SocketException("Socket is closed");
    }
    timeout = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeout;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new WatchedInput(super.getInputStream());
  }

  /** Closes it if somebody has been reading for too long. */
  void closeIfLate() throws IOException {
    long end = due;
    if (end != NOBODY_READS && System.nanoTime() - end >= 0) {
      late = true;
      close();
    }
  }

  private void begin() {
    int millis = timeout;
    // An odd number is never the one that says that nobody reads.
    due = millis == 0 ? NOBODY_READS : (System.nanoTime() + millis * 1_000_000L) | 1;
  }

  private void end() {
    due = NOBODY_READS;
  }

  /** What is not overridden reads by {@link #read(byte[], int, int)}. */
  private final class WatchedInput extends InputStream {

    private final InputStream input;

    WatchedInput(InputStream input) {
      this.input = input;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      begin();
      try {
        return input.read(bytes, offset, length);
      } catch (SocketException e) {
        throw late ? new SocketTimeoutException("Read timed out") : e;
      } finally {
        end();
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int available() throws IOException {
      return input.available();
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
