package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final TestClient client = new TestClient(WECHAT.simulator());

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/sns", "/sns/userinfo/", "/simulator/codes/x", "/%E5%B0%8F"})
  void an_unknown_path_is_not_found(String path) {
    HttpResponse<byte[]> response = client.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(TestClient.contentType(response)).isEqualTo("text/plain; charset=utf-8");
    assertThat(TestClient.text(response)).contains("Unknown path /");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /, GET",
    "POST, /sns/oauth2/access_token, GET",
    "DELETE, /sns/userinfo, GET",
    "GET, /simulator/codes, POST",
    "PUT, /simulator/people, GET",
    "DELETE, /simulator/calls, GET"
  })
  void a_wrong_method_is_told_the_right_one(String method, String path, String allowed) {
    HttpResponse<byte[]> response = client.send(method, path, "");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().allValues("Allow")).containsExactly(allowed);
    assertThat(TestClient.contentType(response)).isEqualTo("text/plain; charset=utf-8");
    assertThat(TestClient.text(response)).isEqualTo(path + " takes only " + allowed + ".\n");
  }

  /** Over one connection, where a body that should not be there would run into the next answer. */
  @Test
  void a_head_request_gets_no_body_and_the_connection_goes_on() throws IOException {
    int port = WECHAT.simulator().baseUrl().getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String head = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";
      String get = "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write((head + get).getBytes(US_ASCII));

      String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answers).startsWith("HTTP/1.1 405 ").contains("\r\n\r\nHTTP/1.1 404 ");
    }
  }
}
