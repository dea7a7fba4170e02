package dev.gatehouse.benchmarks.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/**
 * A kept connection over which requests are sent one after the other, at a tenth of what a client
 * library costs: it shares the machine with what it measures. Not thread-safe.
 */
public final class HttpConnection implements AutoCloseable {

  /** An answer; {@code last} if the other side will send no more over this connection. */
  public record Answer(int status, String body, boolean last) {}

  private final Socket socket = new Socket();
  private final InputStream in;

  /**
   * Connects from the loopback address.
   *
   * @param patience how long connecting and each read may take
   */
  public HttpConnection(int port, Duration patience) throws IOException {
    this(port, patience, InetAddress.getLoopbackAddress());
  }

  /**
   * Connects from another address of this machine.
   *
   * @param from the address that the service sees
   */
  public HttpConnection(int port, Duration patience, InetAddress from) throws IOException {
    socket.bind(new InetSocketAddress(from, 0));
    if (socket.getLocalPort() == port) {
      // Without a listener TCP could connect us to ourselves.
      socket.close();
      throw new ConnectException("no listener on " + port);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
    in = new BufferedInputStream(socket.getInputStream(), 2048);
  }

  /** Sends a request and reads its answer. After a failure the connection is of no more use. */
  public Answer exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith("content-length:")) {
        length = Integer.parseInt(name.substring("content-length:".length()).trim());
      }
      chunked |= name.matches("transfer-encoding: *chunked");
      last |= name.matches("connection: *close");
    }
    byte[] body = chunked ? chunks() : in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("hung up");
    }
    return new Answer(status, new String(body, UTF_8), last);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); ; size = Integer.parseInt(line(), 16)) {
      body.write(in.readNBytes(size));
      line();
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("hung up");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** A request with a JSON body. */
  public static byte[] post(String path, String body) {
    return message(path, "", body);
  }

  /** The same as a proxy forwards it from a client. */
  public static byte[] post(String path, String body, String client) {
    return message(path, "\r\nX-Forwarded-For: " + client, body);
  }

  private static byte[] message(String path, String header, String body) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1"
            + header
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
