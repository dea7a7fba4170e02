package dev.gatehouse.testkit.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One connection through a {@link MySqlProxy}. A packet is three bytes of length, the number of the
 * packet, and the payload; a client's packet number 0 is a command (MySQL Client/Server Protocol).
 */
final class MySqlLink {

  private static final int QUERY = 3;

  private enum Answers {
    PASSED,
    DROPPED,
    END_IT
  }

  private final Socket client;
  private final Socket server;
  private final MySqlProxy proxy;
  private volatile Answers answers = Answers.PASSED;

  private MySqlLink(Socket client, Socket server, MySqlProxy proxy) {
    this.client = client;
    this.server = server;
    this.proxy = proxy;
  }

  static MySqlLink open(Socket client, InetSocketAddress address, MySqlProxy proxy)
      throws IOException {
    Socket server = new Socket(address.getAddress(), address.getPort());
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    MySqlLink link = new MySqlLink(client, server, proxy);
    Thread.ofVirtual().start(() -> link.untilItEnds(link::passCommands));
    Thread.ofVirtual().start(() -> link.untilItEnds(link::passAnswers));
    return link;
  }

  void close() {
    proxy.forget(this);
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException ignored) {
        // It is as good as closed.
      }
    }
  }

  static byte[] errorPacket(int number, Fault.Refused error) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    // In a greeting the state is left out: the client has not said yet that it knows states.
    String text = (number == 0 ? "" : "#" + error.state()) + "injected";
    byte[] message = text.getBytes(US_ASCII);
    packet.writeBytes(new byte[] {(byte) (3 + message.length), 0, 0, (byte) number, (byte) 0xff});
    packet.write(error.code() & 0xff);
    packet.write(error.code() >> 8);
    packet.writeBytes(message);
    return packet.toByteArray();
  }

  private interface Work {
    void go() throws IOException;
  }

  private void untilItEnds(Work work) {
    try {
      work.go();
    } catch (IOException ended) {
      // Either side may end it at any time.
    } finally {
      close();
    }
  }

  private void passCommands() throws IOException {
    DataInputStream from = new DataInputStream(client.getInputStream());
    while (true) {
      byte[] header = from.readNBytes(4);
      if (header.length < 4) {
        return;
      }
      int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
      byte[] payload = from.readNBytes(length);
      byte[] packet = new byte[4 + length];
      System.arraycopy(header, 0, packet, 0, 4);
      System.arraycopy(payload, 0, packet, 4, length);
      Fault fault = header[3] == 0 ? proxy.judge(text(payload)) : null;
      if (proxy.isSilent()) {
        continue;
      }
      OutputStream to = server.getOutputStream();
      switch (fault) {
        case Fault.Simple.LOST_BEFORE -> {
          return;
        }
        case Fault.Simple.LOST_HALFWAY -> {
          to.write(packet, 0, packet.length / 2);
          return;
        }
        case Fault.Simple.SWALLOWED -> {
          continue;
        }
        case Fault.Refused error -> {
          client.getOutputStream().write(errorPacket(1, error));
          continue;
        }
        case Fault.Simple.LOST_AFTER -> answers = Answers.END_IT;
        case Fault.Simple.UNANSWERED -> answers = Answers.DROPPED;
        case null -> {}
      }
      to.write(packet);
    }
  }

  private void passAnswers() throws IOException {
    InputStream from = server.getInputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (answers == Answers.END_IT) {
        return;
      }
      if (answers == Answers.PASSED && !proxy.isSilent()) {
        client.getOutputStream().write(buffer, 0, read);
      }
    }
  }

  /** The SQL of a query; of another command its number. */
  private static String text(byte[] payload) {
    return payload[0] == QUERY
        ? new String(payload, 1, payload.length - 1, UTF_8).strip()
        : "command " + payload[0];
  }
}
