package dev.gatehouse.adapter.persistence.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket whose read time-out {@link ReadWatch} checks at intervals. A timer for each read would
 * make a virtual thread wake another thread to set and again to cancel it, which costs more than
 * the read. Unlike other sockets, this one is closed when a read times out.
 *
 * <p>For one reader at a time, as sockets of JDBC drivers are.
 */
final class WatchedSocket extends Socket {

  private static final long NO_READ = 0;

  private volatile int timeout;
  private volatile long due = NO_READ;
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

  /**
   * Closes the socket if a read has exceeded its time-out. An answer that has come is not late:
   * under load the thread that reads it may have to wait for a processor.
   *
   * @param now of {@link System#nanoTime}
   */
  void closeIfLate(long now) throws IOException {
    long end = due;
    if (end != NO_READ && now - end >= 0 && !hasAnswer()) {
      late = true;
      close();
    }
  }

  private boolean hasAnswer() {
    try {
      return super.getInputStream().available() > 0;
    } catch (IOException closed) {
      return false;
    }
  }

  private void begin() {
    int millis = timeout;
    // An odd number never equals NO_READ.
    due = millis == 0 ? NO_READ : (System.nanoTime() + millis * 1_000_000L) | 1;
  }

  private void end() {
    due = NO_READ;
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
