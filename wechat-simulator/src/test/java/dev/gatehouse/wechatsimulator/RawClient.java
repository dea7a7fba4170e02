package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** One connection to a simulator, seen byte by byte. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(WeChatSimulator simulator) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort());
  }

  void ask(String pathAndQuery) throws IOException {
    String request = "GET " + pathAndQuery + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
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
