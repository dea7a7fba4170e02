package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The authorization page of official accounts. */
final class AuthorizePageTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private static final String WECHAT_BROWSER =
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Mobile MicroMessenger/8.0.50";

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_person_consents_and_returns_with_a_code() {
    assertThat(TestClient.text(open(parameters())))
        .contains("id=\"picker\"", "data-person=\"xiaoming\"", "127.0.0.1");

    JsonNode token = exchange(decide(Map.of("person", "xiaoming")));

    assertThat(token.get("scope").stringValue()).isEqualTo("snsapi_userinfo");
    assertThat(token.get("unionid").stringValue()).isEqualTo(simulator.unionId("xiaoming"));
    assertThat(token.has("is_snapshotuser")).isFalse();
    assertThat(userInfo(token).get("nickname").stringValue()).isEqualTo("小明");
  }

  @Test
  void a_follower_from_the_chat_sees_no_page() {
    String cookie = cookie(decide(Map.of("person", "xiaoming", "follower", "yes")));

    HttpResponse<byte[]> silent = open(parameters(), "Cookie", cookie);

    assertThat(exchange(silent).get("openid").stringValue())
        .isEqualTo(simulator.openId("xiaoming", "h5"));
  }

  @Test
  void a_known_person_who_does_not_follow_is_asked_again() {
    String cookie = cookie(decide(Map.of("person", "xiaoming")));

    assertThat(TestClient.text(open(parameters(), "Cookie", cookie))).contains("id=\"picker\"");
  }

  @Test
  void the_base_scope_is_silent_and_gives_a_unionid_only_after_an_earlier_consent() {
    SequencedMap<String, String> base = parameters();
    base.put("scope", "snsapi_base");
    String cookie = cookie(decide(base, Map.of("person", "lilei")));
    JsonNode first = exchange(open(base, "Cookie", cookie));
    decide(Map.of("person", "lilei"));
    JsonNode later = exchange(open(base, "Cookie", cookie));

    assertThat(first.get("scope").stringValue()).isEqualTo("snsapi_base");
    assertThat(first.has("unionid")).isFalse();
    assertThat(userInfo(first).get("errcode").intValue()).isEqualTo(48001);
    assertThat(later.get("unionid").stringValue()).isEqualTo(simulator.unionId("lilei"));
  }

  @Test
  void a_person_declines_in_two_ways() {
    HttpResponse<byte[]> stays = decide(Map.of("decline", "silently"));
    HttpResponse<byte[]> returns = decide(Map.of("decline", "and-return"));

    assertThat(stays.statusCode()).isEqualTo(200);
    assertThat(TestClient.text(stays)).contains("id=\"message\"", "id=\"again\"");
    assertThat(returns.headers().firstValue("Location"))
        .contains("http://127.0.0.1:8080/callback?state=s1");
  }

  @Test
  void a_snapshot_person_is_virtual_and_flagged() {
    JsonNode first = exchange(decide(Map.of("snapshot", "flagged")));
    JsonNode second = exchange(decide(Map.of("snapshot", "flagged")));

    assertThat(first.get("is_snapshotuser").intValue()).isEqualTo(1);
    assertThat(first.get("unionid")).isNotEqualTo(second.get("unionid"));
  }

  @Test
  void a_snapshot_person_without_the_flag_has_no_user_information() {
    JsonNode token = exchange(decide(Map.of("snapshot", "unflagged")));

    assertThat(token.has("is_snapshotuser")).isFalse();
    assertThat(token.get("unionid").stringValue()).isNotEmpty();
    assertThat(userInfo(token).get("errcode").intValue()).isEqualTo(48001);
  }

  @Test
  void a_snapshot_can_be_forced() {
    SequencedMap<String, String> forced = parameters();
    forced.put("forceSnapShot", "true");

    assertThat(exchange(open(forced)).get("is_snapshotuser").intValue()).isEqualTo(1);
  }

  @Test
  void the_callback_can_come_twice() {
    String page = TestClient.text(decide(Map.of("person", "xiaoming", "twice", "yes")));

    assertThat(page).contains("id=\"continue\" href=\"http://127.0.0.1:8080/callback?code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15) wxwork/4.1.0 MicroMessenger/7.0.1"
      })
  void other_browsers_are_refused(String userAgent) {
    String page =
        TestClient.text(client.send("GET", path(parameters()), "", "User-Agent", userAgent));

    assertThat(page).contains("请在微信客户端打开链接").doesNotContain("id=\"picker\"");
  }

  @ParameterizedTest
  @CsvSource({
    "appid, '', 10012",
    "appid, wxanotherowners0001, 40013",
    "appid, wxsimulatedweb00001, 10016",
    "redirect_uri, '', 10011",
    "redirect_uri, javascript:alert(1), 10003",
    "response_type, token, 40035",
    "scope, '', 10010",
    "scope, snsapi_login, 10005",
    "state, s-1, 40035"
  })
  void a_wrong_parameter_gets_an_error_page(String parameter, String value, long errcode) {
    SequencedMap<String, String> parameters = parameters();
    parameters.put(parameter, value);

    assertThat(TestClient.text(open(parameters)))
        .contains("errcode " + errcode)
        .doesNotContain("id=\"picker\"");
  }

  @Test
  void the_order_of_the_parameters_is_checked() {
    SequencedMap<String, String> parameters = parameters();
    String appId = parameters.remove("appid");
    parameters.put("appid", appId);

    assertThat(TestClient.text(open(parameters))).contains("errcode 40035", "参数顺序错误");
  }

  private SequencedMap<String, String> parameters() {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("appid", simulator.appId("h5"));
    parameters.put("redirect_uri", "http://127.0.0.1:8080/callback");
    parameters.put("response_type", "code");
    parameters.put("scope", "snsapi_userinfo");
    parameters.put("state", "s1");
    parameters.put("connect_redirect", "1");
    return parameters;
  }

  private static String path(Map<String, String> parameters) {
    return "/connect/oauth2/authorize?" + TestClient.query(parameters);
  }

  private HttpResponse<byte[]> open(Map<String, String> parameters) {
    return client.send("GET", path(parameters), "", "User-Agent", WECHAT_BROWSER);
  }

  private HttpResponse<byte[]> open(Map<String, String> parameters, String header, String value) {
    return client.send("GET", path(parameters), "", "User-Agent", WECHAT_BROWSER, header, value);
  }

  private HttpResponse<byte[]> decide(Map<String, String> choice) {
    return decide(parameters(), choice);
  }

  private HttpResponse<byte[]> decide(Map<String, String> parameters, Map<String, String> choice) {
    Map<String, String> form = new LinkedHashMap<>(choice);
    form.put("request", TestClient.query(parameters));
    return client.send(
        "POST", "/connect/oauth2/confirm", TestClient.query(form), "User-Agent", WECHAT_BROWSER);
  }

  private static String cookie(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  /** Exchanges the code in the redirect. */
  private JsonNode exchange(HttpResponse<byte[]> redirect) {
    String location = redirect.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith("http://127.0.0.1:8080/callback?code=").endsWith("&state=s1");
    return client.exchange(
        location.substring(location.indexOf("code=") + 5, location.indexOf('&')), "h5");
  }

  private JsonNode userInfo(JsonNode token) {
    return client.userInfo(
        token.get("access_token").stringValue(), token.get("openid").stringValue());
  }
}
