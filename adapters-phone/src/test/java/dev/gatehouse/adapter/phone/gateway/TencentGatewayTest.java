package dev.gatehouse.adapter.phone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TencentGatewayTest extends GatewayTestBase {

  private static final String TAKEN =
      "{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"5000:1\",\"Code\":\"Ok\"}]}}";

  private final SmsGateway gateway = gateway(List.of("code", "minutes"));

  @Test
  void a_message_is_sent_once_and_signed() throws LoginException {
    stub.answer(StubGateway.json(200, TAKEN));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Taken("5000:1"));

    assertThat(stub.requests()).hasSize(1);
    StubGateway.Request request = stub.requests().getFirst();
    assertThat(request.body())
        .isEqualTo(
            "{\"PhoneNumberSet\":[\"+8613800138000\"],\"SmsSdkAppId\":\"1400006666\","
                + "\"TemplateId\":\"1110\",\"SignName\":\"腾讯云\","
                + "\"TemplateParamSet\":[\"012345\",\"5\"],\"SessionContext\":\"a1\"}");
    assertThat(request.headers().get("Content-Type"))
        .containsExactly("application/json; charset=utf-8");
    assertThat(request.headers().getFirst("X-TC-Region")).isEqualTo("ap-guangzhou");
    assertThat(request.headers().getFirst("Authorization"))
        .isEqualTo(
            TencentSignature.authorization(
                "sms",
                request.headers().getFirst("Host"),
                CLOCK.instant(),
                request.body().getBytes(UTF_8),
                "the-id",
                "testsecret"));
  }

  @Test
  void the_variables_are_sent_in_the_order_of_the_template() throws LoginException {
    stub.answer(StubGateway.json(200, TAKEN));

    gateway(List.of("minutes", "code")).send(PHONE, MESSAGE);
    gateway(List.of("code")).send(PHONE, MESSAGE);

    assertThat(stub.requests().getFirst().body())
        .contains("\"TemplateParamSet\":[\"5\",\"012345\"]");
    assertThat(stub.requests().getLast().body()).contains("\"TemplateParamSet\":[\"012345\"]");
  }

  @Test
  void a_failure_of_the_call_is_found() {
    stub.answer(
        StubGateway.json(
            200,
            "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\"},\"RequestId\":\"1\"}}"));

    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE))
        .isInstanceOf(ProviderMisconfigured.class);
  }

  @Test
  void a_failure_of_the_number_is_found_though_the_call_has_none() {
    stub.answer(
        StubGateway.json(
            200,
            "{\"Response\":{\"SendStatusSet\":[{\"Code\":\"LimitExceeded.PhoneNumberDailyLimit\"}]}}"));

    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE)).isInstanceOf(TooManyAttempts.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"Response\":{\"SendStatusSet\":[]}}",
        "{\"Response\":[]}",
        "{\"Response\":{\"SendStatusSet\":[{\"Code\":\"InternalError.Timeout\"}]}}",
        "<html>"
      })
  void an_answer_that_does_not_tell_leaves_it_open(String body) throws LoginException {
    stub.answer(StubGateway.json(200, body));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    assertThat(stub.requests()).hasSize(1);
  }

  /** The one spelling of success is Ok. */
  @Test
  void a_code_in_capitals_is_no_success() {
    stub.answer(StubGateway.json(200, "{\"Response\":{\"SendStatusSet\":[{\"Code\":\"OK\"}]}}"));

    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE)).isInstanceOf(LoginException.class);
  }

  @Test
  void another_status_than_200_leaves_it_open() throws LoginException {
    stub.answer(StubGateway.json(400, TAKEN));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
  }

  private SmsGateway gateway(List<String> variables) {
    return new TencentGateway(
        new TencentSettings(
            stub.url(),
            "the-id",
            "testsecret",
            "ap-guangzhou",
            "1400006666",
            "腾讯云",
            "1110",
            variables),
        http,
        failures,
        CLOCK);
  }
}
