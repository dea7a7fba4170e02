package dev.gatehouse.adapter.rest.container;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The parts of requests wait for their start in a queue, as under load. */
@Timeout(60)
class BoundedHttp11ProtocolTest {

  private static final String BEGIN = "GET / HTTP/1.1\r\nHost: a\r\n";

  private static final String END = "Connection: close\r\n\r\n";

  @TempDir private Path directory;

  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector = new Connector(BoundedHttp11Protocol.class.getName());
  private final BoundedHttp11Protocol protocol =
      (BoundedHttp11Protocol) connector.getProtocolHandler();

  @BeforeEach
  void start() throws Exception {
    tomcat.setBaseDir(directory.toString());
    connector.setPort(0);
    protocol.setAddress(InetAddress.getLoopbackAddress());
    protocol.setExecutor(waiting::add);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", directory.toString());
    Tomcat.addServlet(context, "answers", new Answers()).addMapping("/");
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void a_request_that_waited_while_the_shutdown_began_is_answered() throws Exception {
    try (Socket client = connect()) {
      send(client, BEGIN + END);
      Runnable request = waiting.take();

      connector.pause();
      request.run();

      assertThat(answer(client)).startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void a_complete_header_is_answered_however_long_its_parts_have_waited() throws Exception {
    try (Socket client = connect()) {
      send(client, BEGIN);
      waiting.take().run();
      protocol.setHeaderTime(Duration.ofNanos(1));

      send(client, END);
      waiting.take().run();

      assertThat(answer(client)).startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void a_header_that_is_not_complete_in_its_time_ends_the_connection() throws Exception {
    protocol.setHeaderTime(Duration.ofNanos(1));
    try (Socket client = connect()) {
      send(client, BEGIN);
      waiting.take().run();

      assertThat(answer(client)).isEmpty();
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    client.setSoTimeout(30_000);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String answer(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), US_ASCII);
  }

  private static final class Answers extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
