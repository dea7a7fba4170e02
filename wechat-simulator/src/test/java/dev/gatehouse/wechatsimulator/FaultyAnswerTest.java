package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.ACCESS_TOKEN;
import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.USERINFO;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Faults of the answer itself. */
final class FaultyAnswerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));

  @RegisterExtension
  static final WeChatSimulatorExtension WECHAT =
      new WeChatSimulatorExtension(WeChatSimulator.builder().clock(CLOCK));

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);
  private String code;

  @BeforeEach
  void issueCode() {
    code = simulator.codeFor("xiaoming", "app");
  }

  @Test
  void an_error_has_wechats_form_and_leaves_the_code_as_it_was() {
    JsonNode answer = TestClient.json(meet(Fault.errcode(40029)));

    assertThat(answer.get("errcode").isIntegralNumber()).isTrue();
    assertThat(answer.get("errcode").longValue()).isEqualTo(40029);
    assertThat(answer.get("errmsg").stringValue()).matches("invalid code, rid: \\S+");
    assertThat(simulator.calls()).extracting(RecordedCall::errcode).containsExactly(40029L);
    assertThat(errcodeOfTheCode()).isZero();
  }

  @Test
  void any_error_can_be_asked_for() {
    assertThat(TestClient.json(meet(Fault.errcode(99_999_999_999L))).get("errcode").longValue())
        .isEqualTo(99_999_999_999L);
    assertThat(TestClient.text(meet(Fault.errcode(-1, "hint: [X]"))))
        .isEqualTo("{\"errcode\":-1,\"errmsg\":\"hint: [X]\"}");
    assertThat(TestClient.json(meet(Fault.errcodeAsText(40029))).get("errcode").stringValue())
        .isEqualTo("40029");
  }

  @Test
  void an_error_may_have_spent_the_code() {
    assertThat(TestClient.json(meet(Fault.errcode(48001).afterActing())).get("errcode").intValue())
        .isEqualTo(48001);

    assertThat(simulator.calls()).extracting(RecordedCall::errcode).containsExactly(48001L);
    assertThat(errcodeOfTheCode()).isEqualTo(40163);
  }

  @Test
  void a_late_answer_is_a_good_one() {
    long begin = System.nanoTime();

    HttpResponse<byte[]> answer = meet(Fault.latency(Duration.ofMillis(200)));

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    assertThat(TestClient.json(answer).has("access_token")).isTrue();
    assertThat(simulator.calls()).extracting(RecordedCall::fault).containsExactly("latency");
  }

  @Test
  void any_fault_may_come_late() {
    long begin = System.nanoTime();

    HttpResponse<byte[]> answer = meet(Fault.html(502).delayedBy(Duration.ofMillis(200)));

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    assertThat(answer.statusCode()).isEqualTo(502);
  }

  @Test
  void a_gateway_answers_in_wechats_place() {
    HttpResponse<byte[]> html = meet(Fault.html(502));
    HttpResponse<byte[]> status = meet(Fault.status(412));
    HttpResponse<byte[]> redirect = meet(Fault.redirect("http://127.0.0.1:1/elsewhere"));

    assertThat(html.statusCode()).isEqualTo(502);
    assertThat(TestClient.contentType(html)).isEqualTo("text/html");
    assertThat(TestClient.text(html)).contains("<h1>502</h1>");
    assertThat(status.statusCode()).isEqualTo(412);
    assertThat(status.body()).isEmpty();
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location")).contains("http://127.0.0.1:1/elsewhere");
    assertThat(simulator.calls())
        .extracting(RecordedCall::fault)
        .containsExactly("html", "status", "redirect");
    assertThat(errcodeOfTheCode()).isZero();
  }

  @Test
  void any_bytes_can_be_the_answer() {
    byte[] bytes = {0, 1, (byte) 0xFF};

    assertThat(meet(Fault.body(bytes)).body()).isEqualTo(bytes);
    assertThat(TestClient.text(meet(Fault.body("[[小明")))).isEqualTo("[[小明");
  }

  @Test
  void an_empty_answer_has_spent_the_code() {
    HttpResponse<byte[]> answer = meet(Fault.empty());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(errcodeOfTheCode()).isEqualTo(40163);
  }

  @Test
  void a_huge_answer_ends_in_a_good_one() {
    HttpResponse<byte[]> answer = meet(Fault.huge(1_000_000));

    assertThat(answer.body()).hasSizeGreaterThan(1_000_000);
    assertThat(TestClient.json(answer).propertyNames()).endsWith("unionid");
  }

  @Test
  void an_answer_with_invalid_utf_8_is_good_but_for_two_bytes() {
    String latin1 = new String(meet(Fault.invalidUtf8()).body(), ISO_8859_1);
    String userInfo = new String(userInfoMeets(Fault.invalidUtf8()).body(), ISO_8859_1);

    assertThat(latin1).contains("\"scope\":\"\u00C3(snsapi_userinfo\"");
    assertThat(userInfo).contains("\"nickname\":\"\u00C3(");
  }

  @Test
  void wechats_oddities_are_to_be_had() {
    String unionId = simulator.unionId("xiaoming");

    assertThat(TestClient.text(anotherMeets(Fault.errcodeZero())))
        .startsWith("{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":");
    assertThat(TestClient.text(userInfoMeets(Fault.escapedSlashes())))
        .contains("https:\\/\\/thirdwx.qlogo.cn\\/")
        .doesNotContain("//");
    assertThat(TestClient.text(userInfoMeets(Fault.controlCharacters())))
        .contains("\"nickname\":\"\u0014\n小明\"");
    assertThat(TestClient.text(anotherMeets(Fault.blankBeforeUnionId())))
        .contains("\"unionid\":\" " + unionId + "\"");
    assertThat(TestClient.json(anotherMeets(Fault.withoutUnionId())).has("unionid")).isFalse();
    assertThat(TestClient.json(anotherMeets(Fault.field("openid", "[7]"))).get("openid").isArray())
        .isTrue();
  }

  @Test
  void what_cannot_be_disfigured_stays_as_it_is() {
    simulator.always(USERINFO, Fault.errcodeZero());
    assertThat(client.userInfo("no-token", "openid").get("errcode").intValue()).isEqualTo(40014);

    for (Fault fault :
        Arrays.asList(
            Fault.invalidUtf8(),
            Fault.controlCharacters(),
            Fault.blankBeforeUnionId(),
            Fault.withoutUnionId())) {
      simulator.always(USERINFO, fault);
      assertThat(client.userInfo("no-token", "openid").propertyNames())
          .containsExactly("errcode", "errmsg");
    }
  }

  @Test
  void values_that_make_no_sense_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(700));
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.huge(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.field("sex", "{"));
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.latency(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Fault.trickle(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.latency(Duration.ofMillis(2), Duration.ofMillis(1)));
  }

  private HttpResponse<byte[]> meet(Fault fault) {
    return meet(fault, code);
  }

  private HttpResponse<byte[]> anotherMeets(Fault fault) {
    return meet(fault, simulator.codeFor("xiaoming", "app"));
  }

  private HttpResponse<byte[]> meet(Fault fault, String exchanged) {
    simulator.next(ACCESS_TOKEN, fault);
    return client.get(
        ACCESS_TOKEN.path() + "?" + TestClient.query(client.exchangeParameters(exchanged, "app")));
  }

  private HttpResponse<byte[]> userInfoMeets(Fault fault) {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");
    simulator.next(USERINFO, fault);
    return client.get(
        "/sns/userinfo?access_token=%s&openid=%s"
            .formatted(token.get("access_token").stringValue(), token.get("openid").stringValue()));
  }

  private int errcodeOfTheCode() {
    return client.exchange(code, "app").path("errcode").intValue(0);
  }
}
