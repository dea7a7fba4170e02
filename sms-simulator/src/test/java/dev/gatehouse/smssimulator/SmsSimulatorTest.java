package dev.gatehouse.smssimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no signature; the signed calls are tested with the adapters that sign them. */
class SmsSimulatorTest {

  @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();

  private static final String NUMBER = "+8613800138000";

  @Test
  void a_message_is_shown_on_the_page_and_as_json() throws Exception {
    assertThat(send(HttpVendor.TOKEN, "<b>12345</b>").statusCode()).isEqualTo(202);

    assertThat(get("/inbox/" + NUMBER).body()).contains("\"number\":\"+8613800138000\"", "\"r1\"");
    assertThat(get("/inbox/+8613800138001").body()).isEqualTo("[]");
    assertThat(get("/").body()).contains(NUMBER, "&lt;b&gt;12345&lt;/b&gt;").doesNotContain("<b>");
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void the_page_is_in_chinese_or_english_and_each_leads_to_the_other() throws Exception {
    assertThat(get("/").body())
        .contains("lang=\"zh-CN\"", "还没有短信。", "href=\"/?lang=en\"")
        .doesNotContain("No messages");
    assertThat(get("/?lang=en").body())
        .contains("lang=\"en\"", "No messages yet.", "href=\"/?lang=cn\"")
        .doesNotContain("还没有短信");

    send(HttpVendor.TOKEN, "123456");

    assertThat(get("/?lang=en").body()).contains("HTTP gateway").doesNotContainPattern("\\{\\w+}");
    assertThat(get("/?lang=cn").body()).contains("HTTP 网关");
  }

  @Test
  void a_wrong_token_is_refused_and_nothing_is_sent() throws Exception {
    HttpResponse<String> refused = send("wrong", "123456");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(SMS.simulator().accepted()).isZero();
  }

  @Test
  void a_delayed_message_arrives_with_the_time_and_a_doubled_one_twice() throws Exception {
    SMS.simulator().onNextCall(Fault.delayed(Duration.ofSeconds(90)));
    send(HttpVendor.TOKEN, "123456");

    assertThat(SMS.simulator().latestCode(NUMBER)).isEmpty();
    SMS.simulator().advance(Duration.ofSeconds(90));
    assertThat(SMS.simulator().latestCode(NUMBER)).isEqualTo("123456");
    SMS.simulator().forNumber(NUMBER, Fault.twice());
    send(HttpVendor.TOKEN, "654321");
    assertThat(SMS.simulator().inbox(NUMBER)).hasSize(3);
  }

  /** A page of another site must not read codes through a developer's browser. */
  @ParameterizedTest
  @ValueSource(strings = {"Host: evil.example", "Host: 127.0.0.1\r\nOrigin: https://evil.example"})
  void a_foreign_host_or_origin_is_refused(String headers) throws IOException {
    assertThat(raw("GET /inbox HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), SMS.simulator().url().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpResponse<String> send(String token, String code) throws Exception {
    return call(
        HttpRequest.newBuilder(SMS.simulator().url().resolve("/http"))
            .header("Authorization", "Bearer " + token)
            .POST(
                BodyPublishers.ofString(
                    "{\"to\":\"%s\",\"purpose\":\"login\",\"variables\":{\"code\":\"%s\"},\"reference\":\"r1\"}"
                        .formatted(NUMBER, code))));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return call(HttpRequest.newBuilder(SMS.simulator().url().resolve(path)));
  }

  private static HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
