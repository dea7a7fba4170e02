package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Mini programs: login codes, phone codes, and the tokens of the server API. */
final class MiniProgramTest {
  @RegisterExtension
  static final WeChatSimulatorExtension WECHAT =
      new WeChatSimulatorExtension(
          WeChatSimulator.builder().miniProgram("other", "wxother", "other-secret"));

  private static final Pattern CODE = Pattern.compile("<code id=\"code\">([0-9A-Za-z]+)</code>");

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_login_code_becomes_a_session_without_a_token() {
    JsonNode session = session(simulator.codeFor("xiaoming", "mini"), "mini");

    assertThat(session.propertyNames()).containsExactly("openid", "session_key", "unionid");
    assertThat(session.get("openid").stringValue()).isEqualTo(simulator.openId("xiaoming", "mini"));
    assertThat(session.get("session_key").stringValue()).isEqualTo(WeChatPlatform.SESSION_KEY);
    assertThat(session.get("unionid").stringValue()).isEqualTo(simulator.unionId("xiaoming"));
  }

  @Test
  void a_program_that_is_not_bound_gets_no_unionid() {
    assertThat(session(simulator.codeFor("nounionid", "mini"), "mini").has("unionid")).isFalse();
  }

  @Test
  void the_fields_that_some_responses_have_can_be_added() {
    simulator.next(WeChatEndpoint.JSCODE2SESSION, Fault.errcodeZero());
    JsonNode sample = session(simulator.codeFor("xiaoming", "mini"), "mini");
    simulator.next(WeChatEndpoint.JSCODE2SESSION, Fault.field("expires_in", "7200"));
    JsonNode reported = session(simulator.codeFor("xiaoming", "mini"), "mini");

    assertThat(sample.get("errcode").intValue()).isZero();
    assertThat(reported.get("expires_in").intValue()).isEqualTo(7200);
  }

  @ParameterizedTest
  @CsvSource({
    "appid, '', 41002",
    "appid, wxanotherowners0001, 40013",
    "secret, '', 41004",
    "secret, not-the-secret, 40125",
    "js_code, '', 41008",
    "js_code, 0123456789abcdefghijklmnopqrstuv, 40029",
    "grant_type, client_credential, 40002"
  })
  void a_wrong_parameter_is_refused(String parameter, String value, int errcode) {
    Map<String, String> parameters = parameters(simulator.codeFor("xiaoming", "mini"), "mini");
    parameters.put(parameter, value);

    assertThat(session(parameters).get("errcode").intValue()).isEqualTo(errcode);
  }

  @Test
  void a_login_code_is_for_one_program_and_one_use_within_five_minutes() {
    String code = simulator.codeFor("xiaoming", "mini");
    assertThat(session(code, "other").get("errcode").intValue()).isEqualTo(40029);
    assertThat(session(code, "mini").has("openid")).isTrue();
    assertThat(session(code, "mini").get("errcode").intValue()).isEqualTo(40163);

    String old = simulator.codeFor("xiaoming", "mini");
    simulator.advanceClock(Duration.ofMinutes(5));
    assertThat(session(old, "mini").get("errcode").intValue()).isEqualTo(40029);
  }

  @Test
  void the_endpoint_of_other_apps_uses_up_the_code_of_a_mini_program() {
    String code = simulator.codeFor("xiaoming", "mini");

    assertThat(client.exchange(code, "h5").get("errcode").intValue()).isEqualTo(48001);

    assertThat(session(code, "mini").get("errcode").intValue()).isEqualTo(40163);
  }

  @Test
  void a_token_stays_the_same_until_its_last_five_minutes_in_which_two_are_valid() {
    String first = token();
    simulator.advanceClock(Duration.ofMinutes(114));
    String same = token();
    simulator.advanceClock(Duration.ofMinutes(2));
    String second = token();

    assertThat(same).isEqualTo(first).hasSize(512);
    assertThat(second).isNotEqualTo(first);
    assertThat(errcode(phone(first, simulator.phoneCodeFor("xiaoming", "mini")))).isZero();
    assertThat(errcode(phone(second, simulator.phoneCodeFor("xiaoming", "mini")))).isZero();
    simulator.advanceClock(Duration.ofMinutes(4));
    assertThat(errcode(phone(first, simulator.phoneCodeFor("xiaoming", "mini")))).isEqualTo(40001);
  }

  @Test
  void a_forced_refresh_ends_the_token_and_is_rationed() {
    String first = token();

    String forced = token("mini", true).get("access_token").stringValue();

    assertThat(errcode(phone(first, simulator.phoneCodeFor("xiaoming", "mini")))).isEqualTo(40001);
    assertThat(errcode(phone(forced, simulator.phoneCodeFor("xiaoming", "mini")))).isZero();
    assertThat(errcode(token("mini", true))).isEqualTo(45011);
    for (int i = 1; i < 20; i++) {
      simulator.advanceClock(Duration.ofSeconds(30));
      assertThat(errcode(token("mini", true))).isZero();
    }
    simulator.advanceClock(Duration.ofSeconds(30));
    assertThat(errcode(token("mini", true))).isEqualTo(45009);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 44002",
        "appid=wx | 47001",
        "{} | 41002",
        "{\"appid\":\"wxsimulatedmini0001\"} | 41004",
        "{\"appid\":\"wxsimulatedmini0001\",\"secret\":\"s\"} | 40002",
        "{\"appid\":\"wxsimulatedweb00001\",\"secret\":\"s\",\"grant_type\":\"client_credential\"} | 40013",
        "{\"appid\":\"wxsimulatedmini0001\",\"secret\":\"s\",\"grant_type\":\"client_credential\"} | 40125"
      })
  void a_wrong_request_for_a_token_is_refused(String body, int errcode) {
    assertThat(errcode(TestClient.json(client.post("/cgi-bin/stable_token", body))))
        .isEqualTo(errcode);
  }

  @Test
  void a_phone_code_becomes_a_number() {
    JsonNode info = phone(token(), simulator.phoneCodeFor("xiaoming", "mini")).get("phone_info");

    assertThat(info.get("purePhoneNumber").stringValue())
        .isEqualTo(simulator.phoneNumber("xiaoming"));
    assertThat(info.get("phoneNumber")).isEqualTo(info.get("purePhoneNumber"));
    assertThat(info.get("countryCode").intValue()).isEqualTo(86);
    assertThat(info.get("watermark").get("appid").stringValue()).isEqualTo(simulator.appId("mini"));
  }

  @Test
  void a_foreign_number_has_its_country_code_in_front() {
    JsonNode info =
        phone(token(), phoneCode("\"countryCode\":\"1\",\"number\":\"2025550123\""))
            .get("phone_info");

    assertThat(info.get("phoneNumber").stringValue()).isEqualTo("12025550123");
    assertThat(info.get("purePhoneNumber").stringValue()).isEqualTo("2025550123");
  }

  @Test
  void a_phone_code_is_for_one_use_within_five_minutes_of_the_tap() {
    String token = token();
    String code = phoneCode("\"ageSeconds\":299");
    assertThat(errcode(phone(token, code))).isZero();
    assertThat(errcode(phone(token, code))).isEqualTo(40029);
    assertThat(errcode(phone(token, phoneCode("\"ageSeconds\":300")))).isEqualTo(40029);
    assertThat(errcode(phone(token, simulator.codeFor("xiaoming", "mini")))).isEqualTo(40029);
  }

  @Test
  void the_openid_must_belong_to_the_phone_code() {
    String code = simulator.phoneCodeFor("xiaoming", "mini");
    String token = token();

    assertThat(errcode(phone(token, code, simulator.openId("lilei", "mini")))).isEqualTo(40003);
    assertThat(errcode(phone(token, code, simulator.openId("xiaoming", "mini")))).isZero();
  }

  @Test
  void a_chunked_body_gets_412_and_nothing_else() throws IOException {
    try (RawClient raw = new RawClient(simulator)) {
      raw.send(
          "POST",
          "/cgi-bin/stable_token",
          "Host: localhost",
          "Transfer-Encoding: chunked",
          "Connection: close\r\n\r\n2\r\n{}\r\n0");

      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 412 ").endsWith("\r\n\r\n");
    }
  }

  @Test
  void the_server_api_writes_encoding_for_charset() {
    assertThat(TestClient.contentType(client.post("/cgi-bin/stable_token", "{}")))
        .isEqualTo("application/json; encoding=utf-8");
  }

  @Test
  void the_page_gives_both_codes() {
    String login = code(tap(Map.of("person", "xiaoming", "tap", "login")));
    String phone = code(tap(Map.of("person", "lilei", "tap", "phone", "age", "10")));

    assertThat(session(login, "mini").has("openid")).isTrue();
    assertThat(phone(token(), phone).get("phone_info").get("purePhoneNumber").stringValue())
        .isEqualTo(simulator.phoneNumber("lilei"));
  }

  @Test
  void the_page_says_what_is_wrong() {
    assertThat(tap(Map.of("person", "stranger", "tap", "login")).statusCode()).isEqualTo(400);
    assertThat(TestClient.text(tap(Map.of("person", "lilei", "tap", "phone", "number", "a12345"))))
        .contains("must be digits");
    assertThat(TestClient.text(client.get("/simulator/mini-program")))
        .contains("小程序", "href=\"/?lang=cn\"");
  }

  private Map<String, String> parameters(String code, String channel) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("appid", simulator.appId(channel));
    parameters.put("secret", simulator.secret(channel));
    parameters.put("js_code", code);
    parameters.put("grant_type", "authorization_code");
    return parameters;
  }

  private JsonNode session(String code, String channel) {
    return session(parameters(code, channel));
  }

  private JsonNode session(Map<String, String> parameters) {
    return TestClient.json(client.get("/sns/jscode2session?" + TestClient.query(parameters)));
  }

  private String token() {
    return token("mini", false).get("access_token").stringValue();
  }

  private JsonNode token(String channel, boolean force) {
    return TestClient.json(
        client.post(
            "/cgi-bin/stable_token",
            """
            {"grant_type":"client_credential","appid":"%s","secret":"%s","force_refresh":%s}
            """
                .formatted(simulator.appId(channel), simulator.secret(channel), force)));
  }

  private JsonNode phone(String token, String code) {
    return phone(token, code, "");
  }

  private JsonNode phone(String token, String code, String openId) {
    return TestClient.json(
        client.post(
            "/wxa/business/getuserphonenumber?access_token=" + token,
            "{\"code\":\"%s\",\"openid\":\"%s\"}".formatted(code, openId)));
  }

  private String phoneCode(String more) {
    return TestClient.json(
            client.post("/simulator/phone-codes", "{\"person\":\"xiaoming\"," + more + "}"))
        .get("code")
        .stringValue();
  }

  private static int errcode(JsonNode body) {
    return body.path("errcode").intValue(0);
  }

  private HttpResponse<byte[]> tap(Map<String, String> form) {
    return client.post("/simulator/mini-program", TestClient.query(form));
  }

  private static String code(HttpResponse<byte[]> page) {
    Matcher code = CODE.matcher(TestClient.text(page));
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
