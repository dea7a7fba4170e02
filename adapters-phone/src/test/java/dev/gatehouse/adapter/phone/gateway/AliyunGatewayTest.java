package dev.gatehouse.adapter.phone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliyunGatewayTest extends GatewayTestBase {

  private final SmsGateway gateway =
      new AliyunGateway(
          new AliyunSettings(stub.url(), "the-key-id", "testsecret", "阿里云", "SMS_15305"),
          http,
          failures,
          CLOCK,
          () -> "00000000000000000000000000000001");

  @Test
  void a_message_is_sent_once_and_signed() throws LoginException {
    stub.answer(StubGateway.json(200, "{\"Message\":\"OK\",\"Code\":\"OK\",\"BizId\":\"9006\"}"));

    Handover handover = gateway.send(PHONE, MESSAGE);

    assertThat(handover).isEqualTo(new Handover.Taken("9006"));
    assertThat(stub.requests()).hasSize(1);
    StubGateway.Request request = stub.requests().getFirst();
    assertThat(request.query())
        .isEqualTo(
            "OutId=a1&PhoneNumbers=13800138000&SignName=%E9%98%BF%E9%87%8C%E4%BA%91"
                + "&TemplateCode=SMS_15305"
                + "&TemplateParam=%7B%22code%22%3A%22012345%22%2C%22minutes%22%3A%225%22%7D");
    TreeMap<String, String> signed = new TreeMap<>();
    for (String name :
        new String[] {
          "host",
          "x-acs-action",
          "x-acs-content-sha256",
          "x-acs-date",
          "x-acs-signature-nonce",
          "x-acs-version"
        }) {
      signed.put(name, request.headers().getFirst(name));
    }
    assertThat(signed).containsEntry("x-acs-date", "2026-11-29T00:00:00Z");
    assertThat(request.headers().getFirst("Authorization"))
        .isEqualTo(
            AliyunSignature.authorization(request.query(), signed, "the-key-id", "testsecret"));
  }

  @Test
  void a_foreign_number_is_written_without_the_plus_sign() throws LoginException {
    stub.answer(StubGateway.json(200, "{\"Code\":\"OK\"}"));

    gateway.send(new PhoneNumber("+85212345678", "HK"), MESSAGE);

    assertThat(stub.requests().getFirst().query()).contains("&PhoneNumbers=85212345678&");
  }

  @ParameterizedTest
  @CsvSource({
    "200, isv.MOBILE_NUMBER_ILLEGAL",
    "200, isv.BUSINESS_LIMIT_CONTROL",
    "200, isv.AMOUNT_NOT_ENOUGH",
    "400, SignatureDoesNotMatch",
    "404, InvalidAccessKeyId.NotFound",
    "200, isp.SYSTEM_ERROR",
    "429, Throttling.User"
  })
  void a_refusal_is_certain_whatever_its_status(int status, String code) {
    stub.answer(StubGateway.json(status, "{\"Code\":\"%s\",\"Message\":\"触发\"}".formatted(code)));

    Class<? extends LoginException> expected =
        switch (VendorErrors.ofAliyun().meaning(code).who()) {
          case NUMBER -> InvalidCredential.class;
          case LIMIT -> TooManyAttempts.class;
          case VENDOR -> ProviderUnavailable.class;
          default -> ProviderMisconfigured.class;
        };
    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE)).isInstanceOf(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"Code\":",
        "[]",
        "null",
        "{\"Code\":1}",
        "{\"Code\":{}}",
        "<html>",
        "{\"Code\":\"\"}"
      })
  void an_answer_without_a_code_leaves_it_open(String body) throws LoginException {
    stub.answer(StubGateway.json(200, body));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    assertThat(stub.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "302"})
  void an_error_of_the_server_leaves_it_open(int status) throws LoginException {
    stub.answer(StubGateway.json(status, "{\"Code\":\"isv.AMOUNT_NOT_ENOUGH\"}"));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void a_message_that_claims_ok_with_a_refusing_status_leaves_it_open() throws LoginException {
    stub.answer(StubGateway.json(403, "{\"Code\":\"OK\"}"));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
  }
}
