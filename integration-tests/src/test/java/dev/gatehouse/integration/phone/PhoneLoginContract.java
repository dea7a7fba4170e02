package dev.gatehouse.integration.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.smssimulator.Fault;
import dev.gatehouse.smssimulator.Message;
import dev.gatehouse.smssimulator.Receipt;
import dev.gatehouse.smssimulator.SmsSimulator;
import dev.gatehouse.smssimulator.SmsSimulatorExtension;
import dev.gatehouse.testkit.service.GatehouseExtension;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Login by phone over HTTP. */
abstract class PhoneLoginContract {

  @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();

  private static final String RECEIPTS = "planted-path-of-receipts-0123456789";

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
            .with("gatehouse.phone.limits.address-numbers", () -> "1000/1m")
            .with("gatehouse.phone.receipts.secret", () -> RECEIPTS)
            .with("gatehouse.phone.receipts.addresses", () -> "127.0.0.0/8,203.0.113.7");
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

  /** Reference, section 7.4. */
  @Test
  void receipts_are_counted_once_for_messages_that_were_sent() {
    sendCode(phone);
    Message message = sms().inbox(phone).getFirst();
    URI receipts = receiptsOf(message.vendor(), RECEIPTS);
    double delivered = delivered("delivered");
    double failed = delivered("failed");
    Receipt arrived = Receipt.of(message, true);
    Receipt foreign = new Receipt("of another service", phone, true);

    List<Integer> statuses =
        sms().sendReceipts(receipts, message.vendor(), List.of(arrived, arrived, foreign));
    sms().sendReceipts(receipts, message.vendor(), List.of(arrived));

    assertThat(statuses).as("answered in the form of the vendor").containsExactly(200);
    assertThat(delivered("delivered")).isEqualTo(delivered + 1);
    assertThat(delivered("failed")).isEqualTo(failed);
  }

  @Test
  void a_receipt_of_the_other_vendor_and_of_a_message_that_did_not_arrive_is_counted() {
    sms().onNextCall(Fault.error("isv.AMOUNT_NOT_ENOUGH"));
    sendCode(phone);
    Message message = sms().inbox(phone).getFirst();
    double failed = delivered("failed");

    sms()
        .sendReceipts(
            receiptsOf("tencent", RECEIPTS), "tencent", List.of(Receipt.of(message, false)));

    assertThat(message.vendor()).isEqualTo("tencent");
    assertThat(delivered("failed")).isEqualTo(failed + 1);
  }

  @Test
  void a_hundred_receipts_at_once_are_taken_and_what_is_no_receipt_is_not() {
    Receipt foreign = new Receipt("of another service", phone, true);
    List<Receipt> hundred = Collections.nCopies(100, foreign);

    assertThat(sms().sendReceipts(receiptsOf("aliyun", RECEIPTS), "aliyun", hundred))
        .containsExactly(200);
    assertThat(sms().sendReceipts(receiptsOf("aliyun", "x".repeat(32)), "aliyun", hundred))
        .as("repeated three times by the vendor")
        .containsExactly(400, 400, 400, 400);
    assertThat(sms().sendReceipts(receiptsOf("http", RECEIPTS), "tencent", hundred))
        .containsExactly(400, 400, 400);
    assertThat(post(receiptsOf("aliyun", RECEIPTS).getPath(), "{}").statusCode()).isEqualTo(400);
    assertThat(post(receiptsOf("aliyun", RECEIPTS).getPath(), "[").statusCode()).isEqualTo(400);
    assertThat(
            post(receiptsOf("aliyun", RECEIPTS).getPath(), "[" + "1,".repeat(40_000) + "1]")
                .statusCode())
        .isEqualTo(413);
  }

  private URI receiptsOf(String vendor, String secret) {
    return gatehouse().baseUrl().resolve("/v1/logins/P/receipts/" + vendor + "/" + secret);
  }

  private double delivered(String outcome) {
    String series = "gatehouse_sms_delivered_total{outcome=\"" + outcome + "\"} ";
    String metrics = get(gatehouse().managementUrl().resolve("/actuator/prometheus"));
    return metrics
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  private static String get(URI url) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
