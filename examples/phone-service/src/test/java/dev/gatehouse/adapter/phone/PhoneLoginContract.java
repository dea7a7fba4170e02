package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.service.GatehouseExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service, with this module on the class path and nothing else said about it. */
abstract class PhoneLoginContract {

  private static final SmsInbox INBOX = open();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String phone = "+86139%08d".formatted(NUMBERS.incrementAndGet());

  /** A running service. */
  abstract GatehouseExtension gatehouse();

  static GatehouseExtension withGateway() {
    return new GatehouseExtension()
        .with("gatehouse.phone.gateway-url", INBOX::url)
        .with("gatehouse.phone.gateway-token", () -> SmsInbox.TOKEN);
  }

  @BeforeEach
  void recover() {
    INBOX.answer(202);
  }

  @Test
  void a_first_login_registers_and_a_second_returns() {
    HttpResponse<String> sent = sendCode(phone);
    HttpResponse<String> first = login(INBOX.latestCode());
    HttpResponse<String> again = login(INBOX.latestCode());

    assertThat(sent.body()).isEqualTo("{\"expiresIn\":300,\"retryAfter\":60}");
    assertThat(INBOX.messages().getLast()).contains("to=" + phone);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains("\"name\":\"用户\"", "\"accessToken\"");
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("credential_rejected", "验证码不正确");
  }

  @Test
  void a_second_code_within_a_minute_is_too_many() {
    sendCode(phone);

    HttpResponse<String> second = sendCode(phone.replace("+86139", "139 "));

    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).contains("60");
    assertThat(second.body()).contains("rate_limited", "验证码发送过于频繁", "traceId");
  }

  @Test
  void what_is_no_telephone_is_said_so_by_name() {
    assertThat(sendCode("xiaoming").body())
        .contains("invalid_request", "\"field\":\"phone\"", "malformed");
    assertThat(post("/v1/logins/P/codes", "{\"phone\":1}").body()).contains("wrong_type");
  }

  @Test
  void a_gateway_that_is_down_is_an_outage() {
    INBOX.answer(500);

    HttpResponse<String> sent = sendCode(phone);

    assertThat(sent.statusCode()).isEqualTo(503);
    assertThat(sent.body()).contains("provider_unavailable", "短信暂时无法发送");
  }

  private HttpResponse<String> sendCode(String to) {
    return post("/v1/logins/P/codes", "{\"phone\":\"%s\"}".formatted(to));
  }

  private HttpResponse<String> login(String code) {
    return post(
        "/v1/logins",
        "{\"method\":\"P\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\"}}"
            .formatted(phone, code));
  }

  private HttpResponse<String> post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(gatehouse().baseUrl().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SmsInbox open() {
    try {
      return new SmsInbox();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
