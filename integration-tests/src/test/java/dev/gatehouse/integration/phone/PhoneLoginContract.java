package dev.gatehouse.integration.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.smssimulator.Fault;
import dev.gatehouse.smssimulator.SmsSimulator;
import dev.gatehouse.smssimulator.SmsSimulatorExtension;
import dev.gatehouse.testkit.service.GatehouseExtension;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Login by telephone over HTTP. */
abstract class PhoneLoginContract {

  @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String phone = "+86139%08d".formatted(NUMBERS.incrementAndGet());

  /** A running service. */
  abstract GatehouseExtension gatehouse();

  /** A service that sends by the one gateway and, if it fails, by the other. */
  static GatehouseExtension sendingBy(String gateways) {
    GatehouseExtension gatehouse =
        new GatehouseExtension()
            .with("gatehouse.phone.gateway", () -> gateways)
            .with("gatehouse.phone.budget.per-day", () -> 1000)
            .with("gatehouse.wechat.apps.mini.phone-proof", () -> true)
            // All requests of this test come from one address.
            .with("gatehouse.phone.limits.address", () -> "1000/1m")
            .with("gatehouse.phone.limits.address-numbers", () -> "1000/1m");
    gatehouse
        .with("gatehouse.wechat.apps.mini.id", () -> gatehouse.weChat().appId("mini"))
        .with("gatehouse.wechat.apps.mini.secret", () -> gatehouse.weChat().secret("mini"));
    SMS.simulator()
        .settings()
        .keySet()
        .forEach(name ->
            gatehouse.with(
                name, () -> Objects.requireNonNull(SMS.simulator().settings().get(name))));
    return gatehouse;
  }

  private static SmsSimulator sms() {
    return SMS.simulator();
  }

  @Test
  void a_first_login_registers_and_a_second_use_of_the_code_is_refused() {
    HttpResponse<String> sent = sendCode(phone);
    String challenge = text(sent, "$.challenge");
    HttpResponse<String> first = login(sms().latestCode(phone), challenge);
    HttpResponse<String> again = login(sms().latestCode(phone), challenge);

    assertThat(sent.statusCode()).isEqualTo(200);
    assertThat(sent.body()).contains("\"expiresIn\":300,\"retryAfter\":60");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains("\"name\":\"用户\"", "\"accessToken\"");
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("credential_rejected", "验证码不正确");
  }

  @Test
  void a_second_code_within_a_minute_is_too_many_however_the_number_is_written() {
    sendCode(phone);

    HttpResponse<String> second = sendCode(phone.replace("+86139", "139 "));

    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After"))
        .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
    assertThat(second.body()).contains("rate_limited", "操作过于频繁", "traceId");
    assertThat(sms().inbox(phone)).hasSize(1);
  }

  @Test
  void a_number_that_cannot_be_served_is_named_with_the_reason() {
    assertThat(sendCode("xiaoming").body())
        .contains("invalid_request", "\"field\":\"phone\"", "malformed");
    assertThat(sendCode("+447400123456").body()).contains("\"field\":\"phone\"", "unreachable");
    assertThat(post("/v1/logins/P/codes", "{\"phone\":1}").body()).contains("wrong_type");
    assertThat(post("/v1/logins/P/codes", "{}").body()).contains("\"field\":\"phone\"", "missing");
  }

  @Test
  void a_gateway_that_took_the_message_and_lost_the_answer_is_answered_as_sent() {
    sms().onNextCall(Fault.lostAnswer());

    HttpResponse<String> sent = sendCode(phone);

    assertThat(sent.statusCode()).isEqualTo(200);
    assertThat(sms().inbox(phone)).hasSize(1);
    assertThat(login(sms().latestCode(phone), text(sent, "$.challenge")).statusCode())
        .isEqualTo(201);
  }

  @Test
  void the_second_gateway_takes_over_from_one_that_refuses() {
    sms().onNextCall(Fault.error("isv.AMOUNT_NOT_ENOUGH"));

    HttpResponse<String> sent = sendCode(phone);

    assertThat(sent.statusCode()).isEqualTo(200);
    assertThat(sms().inbox(phone)).hasSize(1);
    assertThat(sms().inbox(phone).getFirst().vendor()).isEqualTo("tencent");
  }

  @Test
  void a_set_up_that_both_vendors_refuse_is_for_the_operator() {
    sms().onNextCall(Fault.error("isv.SMS_TEMPLATE_ILLEGAL"));
    sms().onNextCall(Fault.error("AuthFailure.SignatureFailure"));

    HttpResponse<String> sent = sendCode(phone);

    assertThat(sent.statusCode()).isEqualTo(502);
    assertThat(sent.body()).contains("provider_misconfigured", "短信暂时无法发送");
  }

  @Test
  void a_number_that_wechat_verifies_in_a_mini_program_opens_the_account_of_the_number() {
    WeChatSimulator weChat = gatehouse().weChat();

    HttpResponse<String> first = loginByButton(weChat, "xiaoming", "xiaoming");
    HttpResponse<String> foreign = loginByButton(weChat, "xiaoming", "lilei");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(foreign.statusCode()).isEqualTo(401);
    assertThat(foreign.body()).contains("credential_rejected");
    String number = "+86" + weChat.phoneNumber("xiaoming");
    String challenge = text(sendCode(number), "$.challenge");
    HttpResponse<String> byCode = login(number, sms().latestCode(number), challenge);
    assertThat(byCode.statusCode()).isEqualTo(200);
    assertThat(text(byCode, "$.user.sub")).isEqualTo(text(first, "$.user.sub"));
  }

  private HttpResponse<String> loginByButton(
      WeChatSimulator weChat, String buttonOf, String loginOf) {
    return post(
        "/v1/logins",
        "{\"method\":\"P\",\"credential\":{\"channel\":\"mini\",\"code\":\"%s\",\"loginCode\":\"%s\"}}"
            .formatted(weChat.phoneCodeFor(buttonOf, "mini"), weChat.codeFor(loginOf, "mini")));
  }

  private HttpResponse<String> sendCode(String to) {
    return post("/v1/logins/P/codes", "{\"phone\":\"%s\"}".formatted(to));
  }

  private HttpResponse<String> login(String code, String challenge) {
    return login(phone, code, challenge);
  }

  private HttpResponse<String> login(String phone, String code, String challenge) {
    return post(
        "/v1/logins",
        "{\"method\":\"P\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\",\"challenge\":\"%s\"}}"
            .formatted(phone, code, challenge));
  }

  private static String text(HttpResponse<String> answer, String path) {
    return JsonPath.<String>read(answer.body(), path);
  }

  private HttpResponse<String> post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(gatehouse().baseUrl().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
