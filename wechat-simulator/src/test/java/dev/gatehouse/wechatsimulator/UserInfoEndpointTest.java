package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class UserInfoEndpointTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_token_tells_who_approved_the_login() {
    JsonNode userInfo = client.userInfoOf("xiaoming");

    assertThat(userInfo.get("openid").stringValue()).isEqualTo(simulator.openId("xiaoming", "app"));
    assertThat(userInfo.get("nickname").stringValue()).isEqualTo("小明");
    assertThat(userInfo.get("headimgurl").stringValue())
        .isEqualTo("https://thirdwx.qlogo.cn/mmopen/vi_32/xiaoming/132");
    assertThat(userInfo.get("unionid").stringValue()).isEqualTo(simulator.unionId("xiaoming"));
  }

  @Test
  void sex_and_region_are_empty_as_they_have_been_since_2021() {
    JsonNode userInfo = client.userInfoOf("xiaoming");

    assertThat(userInfo.get("sex").intValue()).isZero();
    assertThat(userInfo.get("city").stringValue()).isEmpty();
    assertThat(userInfo.get("province").stringValue()).isEmpty();
    assertThat(userInfo.get("country").stringValue()).isEmpty();
    assertThat(userInfo.get("privilege").isArray()).isTrue();
    assertThat(userInfo.get("privilege")).isEmpty();
  }

  @Test
  void a_token_tells_it_more_than_once() {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");
    String accessToken = token.get("access_token").stringValue();
    String openId = token.get("openid").stringValue();

    assertThat(client.userInfo(accessToken, openId))
        .isEqualTo(client.userInfo(accessToken, openId));
  }

  @Test
  void the_unionid_of_lateunionid_comes_only_here() {
    assertThat(client.userInfoOf("lateunionid").get("unionid").stringValue())
        .isEqualTo(simulator.unionId("lateunionid"));
  }

  @Test
  void nounionid_has_no_unionid_here_either() {
    assertThat(client.userInfoOf("nounionid").has("unionid")).isFalse();
  }

  @Test
  void a_person_without_name_and_picture_has_empty_ones() {
    JsonNode userInfo = client.userInfoOf("noname");

    assertThat(userInfo.get("nickname").stringValue()).isEmpty();
    assertThat(userInfo.get("headimgurl").stringValue()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"access_token, 41001", "openid, 41009"})
  void a_parameter_that_is_left_out_or_empty_is_refused(String parameter, int errcode) {
    Map<String, String> empty = parameters();
    empty.put(parameter, "");
    Map<String, String> leftOut = parameters();
    leftOut.remove(parameter);

    assertThat(errcodeFor(empty)).isEqualTo(errcode);
    assertThat(errcodeFor(leftOut)).isEqualTo(errcode);
  }

  @ParameterizedTest
  @CsvSource({"access_token, never-issued, 40014", "openid, oUnknown, 40003"})
  void a_wrong_parameter_is_refused(String parameter, String value, int errcode) {
    Map<String, String> parameters = parameters();
    parameters.put(parameter, value);

    assertThat(errcodeFor(parameters)).isEqualTo(errcode);
  }

  @Test
  void the_openid_by_which_another_app_knows_the_person_is_refused() {
    Map<String, String> parameters = parameters();
    parameters.put("openid", simulator.openId("xiaoming", "web"));

    assertThat(errcodeFor(parameters)).isEqualTo(40003);
  }

  @ParameterizedTest
  @CsvSource({"zh_CN", "zh_TW", "en", "tlh"})
  void the_language_changes_nothing(String language) {
    Map<String, String> parameters = parameters();
    parameters.put("lang", language);

    assertThat(ask(parameters)).isEqualTo(client.userInfoOf("xiaoming"));
  }

  private Map<String, String> parameters() {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("access_token", token.get("access_token").stringValue());
    parameters.put("openid", token.get("openid").stringValue());
    return parameters;
  }

  private int errcodeFor(Map<String, String> parameters) {
    return ask(parameters).get("errcode").intValue();
  }

  private JsonNode ask(Map<String, String> parameters) {
    return TestClient.json(client.get("/sns/userinfo?" + TestClient.query(parameters)));
  }
}
