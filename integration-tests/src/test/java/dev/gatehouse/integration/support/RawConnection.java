package dev.gatehouse.integration.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A connection on which anything can be sent, for requests that no HTTP client would make. */
public final class RawConnection implements AutoCloseable {

  /** Far over every limit of the service: what takes this long hangs. */
  private static final int HANGS_AFTER_MILLIS = 60_000;

  private final Socket socket;

  public RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(HANGS_AFTER_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** Sends without waiting for a reader. */
  public RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException closedByTheService) {
      // Then there is nothing more to read either.
    }
    return this;
  }

  public RawConnection send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  /** Sends one more byte; false once the service has closed the connection. */
  public boolean drip() {
    try {
      socket.getOutputStream().write('x');
      while (socket.getInputStream().available() > 0) {
        socket.getInputStream().read();
      }
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Says that no more will come. */
  public RawConnection finish() {
    try {
      socket.shutdownOutput();
    } catch (IOException closedByTheService) {
      // As above.
    }
    return this;
  }

  /**
   * Everything that comes until the service closes the connection.
   *
   * @throws java.net.SocketTimeoutException if it does not
   */
  public String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] bytes = new byte[8192];
    try {
      for (int count; (count = socket.getInputStream().read(bytes)) >= 0; ) {
        all.write(bytes, 0, count);
      }
    } catch (SocketException reset) {
      // Closed, with something of ours unread.
    }
    return all.toString(UTF_8);
  }

  /** What comes until a text has come, or until the service closes the connection. */
  public String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next; text.indexOf(end) < 0 && (next = socket.getInputStream().read()) >= 0; ) {
      text.append((char) next);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
