package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/** One connection to a simulator, seen byte by byte. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(WeChatSimulator simulator) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort());
  }

  void ask(String pathAndQuery) throws IOException {
    send("GET", pathAndQuery, "Host: localhost");
  }

  /** Sends a request without a body. */
  void send(String method, String pathAndQuery, String... headers) throws IOException {
    String head = String.join("\r\n", headers);
    String request = method + " " + pathAndQuery + " HTTP/1.1\r\n" + head + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
  }

  /**
   * The status of the response to a request without a body; the connection serves the next request.
   *
   * @param headers lines of the head
   */
  int statusFor(String method, String path, String... headers) throws IOException {
    send(method, path, headers);
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) byteWithin(Duration.ofSeconds(10)));
    }
    String[] length = answer.toString().toLowerCase(Locale.ROOT).split("content-length: ", 2);
    if (length.length == 2) {
      socket.getInputStream().readNBytes(Integer.parseInt(length[1].split("\r\n", 2)[0]));
    }
    return Integer.parseInt(answer.toString().split(" ", 3)[1]);
  }

  /** All that comes until the simulator closes; an IOException when it resets. */
  String untilClosed() throws IOException {
    socket.setSoTimeout(10_000);
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** The next byte; a SocketTimeoutException when none comes in time. */
  int byteWithin(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    return socket.getInputStream().read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
