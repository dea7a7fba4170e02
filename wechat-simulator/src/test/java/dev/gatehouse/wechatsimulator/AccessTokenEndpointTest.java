package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class AccessTokenEndpointTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_code_becomes_a_token() {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");

    assertThat(token.propertyNames())
        .containsExactly(
            "access_token", "expires_in", "refresh_token", "openid", "scope", "unionid");
    assertThat(token.get("access_token").stringValue()).matches("[0-9A-Za-z]{110}");
    assertThat(token.get("expires_in").isIntegralNumber()).isTrue();
    assertThat(token.get("expires_in").intValue()).isEqualTo(7200);
    assertThat(token.get("refresh_token").stringValue()).matches("[0-9A-Za-z]{110}");
    assertThat(token.get("openid").stringValue()).isEqualTo(simulator.openId("xiaoming", "app"));
    assertThat(token.get("unionid").stringValue()).isEqualTo(simulator.unionId("xiaoming"));
  }

  @Test
  void a_website_app_and_a_mobile_app_are_granted_their_own_scopes() {
    JsonNode website = client.exchange(simulator.codeFor("xiaoming", "web"), "web");
    JsonNode mobile = client.exchange(simulator.codeFor("xiaoming", "app"), "app");

    assertThat(website.get("scope").stringValue()).isEqualTo("snsapi_login");
    assertThat(mobile.get("scope").stringValue()).isEqualTo("snsapi_userinfo");
  }

  @Test
  void two_apps_know_one_person_by_two_openids_and_one_unionid() {
    JsonNode website = client.exchange(simulator.codeFor("xiaoming", "web"), "web");
    JsonNode mobile = client.exchange(simulator.codeFor("xiaoming", "app"), "app");

    assertThat(website.get("openid")).isNotEqualTo(mobile.get("openid"));
    assertThat(website.get("unionid")).isEqualTo(mobile.get("unionid"));
  }

  @ParameterizedTest
  @CsvSource({"nounionid", "lateunionid"})
  void the_unionid_is_left_out_for_people_whose_token_answer_has_none(String person) {
    JsonNode token = client.exchange(simulator.codeFor(person, "app"), "app");

    assertThat(token.get("openid").stringValue()).isEqualTo(simulator.openId(person, "app"));
    assertThat(token.has("unionid")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "appid, 41002, appid missing",
    "secret, 41004, appsecret missing",
    "code, 41008, missing code",
    "grant_type, 40002, invalid grant_type"
  })
  void a_parameter_that_is_left_out_or_empty_is_refused(
      String parameter, int errcode, String errmsg) {
    Map<String, String> empty =
        client.exchangeParameters(simulator.codeFor("xiaoming", "app"), "app");
    empty.put(parameter, "");
    Map<String, String> leftOut =
        client.exchangeParameters(simulator.codeFor("xiaoming", "app"), "app");
    leftOut.remove(parameter);

    assertRefused(exchange(empty), errcode, errmsg);
    assertRefused(exchange(leftOut), errcode, errmsg);
  }

  @ParameterizedTest
  @CsvSource({
    "appid, wxanotherowners0001, 40013, invalid appid",
    "secret, not-the-secret, 40125, invalid appsecret",
    "code, 0123456789abcdefghijklmnopqrstuv, 40029, invalid code",
    "grant_type, client_credential, 40002, invalid grant_type"
  })
  void a_wrong_parameter_is_refused(String parameter, String value, int errcode, String errmsg) {
    Map<String, String> parameters =
        client.exchangeParameters(simulator.codeFor("xiaoming", "app"), "app");
    parameters.put(parameter, value);

    assertRefused(exchange(parameters), errcode, errmsg);
  }

  @Test
  void the_secret_of_another_app_is_refused() {
    Map<String, String> parameters =
        client.exchangeParameters(simulator.codeFor("xiaoming", "app"), "app");
    parameters.put("secret", simulator.secret("web"));

    assertRefused(exchange(parameters), 40125, "invalid appsecret");
  }

  @Test
  void a_code_of_one_app_is_refused_for_another_and_stays_good_for_its_own() {
    String code = simulator.codeFor("xiaoming", "web");

    assertRefused(client.exchange(code, "app"), 40029, "invalid code");

    assertThat(client.exchange(code, "web").has("access_token")).isTrue();
  }

  @Test
  void a_used_code_is_refused() {
    String code = simulator.codeFor("xiaoming", "app");
    client.exchange(code, "app");

    assertRefused(client.exchange(code, "app"), 40163, "code been used");
  }

  @Test
  void codes_are_32_letters_and_digits_and_never_the_same() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      codes.add(simulator.codeFor("xiaoming", "app"));
    }

    assertThat(codes).hasSize(100).allMatch(code -> code.matches("[0-9A-Za-z]{32}"));
  }

  private JsonNode exchange(Map<String, String> parameters) {
    return TestClient.json(client.get("/sns/oauth2/access_token?" + TestClient.query(parameters)));
  }

  private static void assertRefused(JsonNode answer, int errcode, String errmsg) {
    assertThat(answer.propertyNames()).containsExactly("errcode", "errmsg");
    assertThat(answer.get("errcode").isIntegralNumber()).isTrue();
    assertThat(answer.get("errcode").intValue()).isEqualTo(errcode);
    assertThat(answer.get("errmsg").stringValue()).startsWith(errmsg + ", rid: ");
  }
}
