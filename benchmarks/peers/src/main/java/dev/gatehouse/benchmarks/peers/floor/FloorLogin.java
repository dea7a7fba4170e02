package dev.gatehouse.benchmarks.peers.floor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The least that a JVM can do for the login of a returning user: read a request, send one to
 * WeChat, run one prepared statement, answer. No framework, no JSON library, no check of anything.
 * It exists to be compared with.
 */
public final class FloorLogin {

  private static final int DATABASE_CONNECTIONS = 20;

  private final URI weChat;
  private final Deque<Message> toWeChat = new ConcurrentLinkedDeque<>();
  private final BlockingQueue<PreparedStatement> statements =
      new ArrayBlockingQueue<>(DATABASE_CONNECTIONS);

  private FloorLogin(URI weChat, String database) throws SQLException {
    this.weChat = weChat;
    for (int i = 0; i < DATABASE_CONNECTIONS; i++) {
      Connection connection = DriverManager.getConnection(database);
      statements.add(
          connection.prepareStatement(
              """
              select u.id, u.name, u.age from user_login_method m join user u on u.id = m.user_id
               where m.login_method = 'WX' and m.identification = ?
              """));
    }
  }

  /** Arguments: port, WeChat's address, the database's. */
  public static void main(String... args) throws IOException, SQLException {
    FloorLogin floor = new FloorLogin(URI.create(args[1]), args[2] + "&useServerPrepStmts=true");
    try (ServerSocket server =
        new ServerSocket(Integer.parseInt(args[0]), 4096, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> floor.serve(client));
      }
    }
  }

  private void serve(Socket client) {
    try (Message message = new Message(client)) {
      while (message.read()) {
        answer(message, message.value("\"code\":\""));
      }
    } catch (IOException | SQLException | InterruptedException e) {
      System.err.println(e);
    }
  }

  private void answer(Message client, String code)
      throws IOException, SQLException, InterruptedException {
    String unionId = exchange(code);
    PreparedStatement statement = statements.take();
    String body;
    try {
      statement.setString(1, unionId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        body =
            "{\"user\":{\"id\":%d,\"name\":\"%s\",\"age\":%s},\"registered\":false}"
                .formatted(row.getLong(1), row.getString(2), row.getString(3));
      }
    } finally {
      statements.add(statement);
    }
    byte[] bytes = body.getBytes(UTF_8);
    client.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n",
        bytes);
  }

  private String exchange(String code) throws IOException {
    Message idle = toWeChat.pollFirst();
    Message message =
        idle == null ? new Message(new Socket(weChat.getHost(), weChat.getPort())) : idle;
    message.write(
        "GET /sns/oauth2/access_token?appid=wxbench0000000000&secret=fedcba9876543210fedcba9876543210&code="
            + code
            + "&grant_type=authorization_code HTTP/1.1\r\nHost: api.weixin.qq.com\r\n\r\n",
        new byte[0]);
    if (!message.read()) {
      throw new IOException("WeChat hung up");
    }
    String unionId = message.value("\"unionid\":\"");
    toWeChat.addFirst(message);
    return unionId;
  }

  /** What arrives on a connection, one message at a time, each with its length in a header. */
  private static final class Message implements AutoCloseable {

    private final Socket socket;
    private final byte[] buffer = new byte[8192];
    private String text = "";

    Message(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
    }

    /** False when the other side has hung up. */
    boolean read() throws IOException {
      int filled = 0;
      while (true) {
        int read = socket.getInputStream().read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          return false;
        }
        filled += read;
        text = new String(buffer, 0, filled, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end > 0 && filled >= end + 4 + length(end)) {
          return true;
        }
      }
    }

    private int length(int end) {
      int header = text.indexOf("Content-Length: ");
      if (header < 0 || header > end) {
        return 0;
      }
      int from = header + "Content-Length: ".length();
      return Integer.parseInt(text, from, text.indexOf('\r', from), 10);
    }

    /** The text between the given beginning and the next quotation mark. */
    String value(String beginning) {
      int from = text.indexOf(beginning) + beginning.length();
      return text.substring(from, text.indexOf('"', from));
    }

    void write(String head, byte[] body) throws IOException {
      byte[] bytes = new byte[head.length() + body.length];
      System.arraycopy(head.getBytes(ISO_8859_1), 0, bytes, 0, head.length());
      System.arraycopy(body, 0, bytes, head.length(), body.length);
      socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
