package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class RefreshTokenEndpointTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_token_that_is_still_good_stays_the_same_and_lives_longer() {
    JsonNode token = token();
    simulator.advanceClock(Duration.ofMinutes(90));

    JsonNode refreshed = refresh(parameters(token));
    simulator.advanceClock(Duration.ofMinutes(90));

    assertThat(refreshed.propertyNames())
        .containsExactly("access_token", "expires_in", "refresh_token", "openid", "scope");
    assertThat(refreshed.get("access_token")).isEqualTo(token.get("access_token"));
    assertThat(refreshed.get("refresh_token")).isEqualTo(token.get("refresh_token"));
    assertThat(refreshed.get("openid")).isEqualTo(token.get("openid"));
    assertThat(refreshed.get("expires_in").intValue()).isEqualTo(7200);
    assertThat(userInfo(refreshed).get("nickname").stringValue()).isEqualTo("小明");
  }

  @Test
  void a_token_that_has_expired_is_replaced_by_a_new_one() {
    JsonNode token = token();
    simulator.advanceClock(Duration.ofHours(2));

    JsonNode refreshed = refresh(parameters(token));

    assertThat(refreshed.get("access_token")).isNotEqualTo(token.get("access_token"));
    assertThat(userInfo(refreshed).get("nickname").stringValue()).isEqualTo("小明");
    assertThat(userInfo(token).get("errcode").intValue()).isEqualTo(42001);
  }

  @Test
  void a_refresh_token_works_until_thirty_days_have_passed_however_often_it_was_used() {
    JsonNode token = token();
    simulator.advanceClock(Duration.ofDays(29));
    assertThat(refresh(parameters(token)).has("access_token")).isTrue();
    simulator.advanceClock(Duration.ofHours(23));
    assertThat(refresh(parameters(token)).has("access_token")).isTrue();

    simulator.advanceClock(Duration.ofHours(1));

    assertThat(refresh(parameters(token)).get("errcode").intValue()).isEqualTo(42002);
  }

  @Test
  void a_refresh_token_is_forgotten_after_thirty_days_more() {
    JsonNode token = token();

    simulator.advanceClock(Duration.ofDays(60));

    assertThat(refresh(parameters(token)).get("errcode").intValue()).isEqualTo(40030);
  }

  @ParameterizedTest
  @CsvSource({"appid, 41002", "refresh_token, 41003", "grant_type, 40002"})
  void a_parameter_that_is_left_out_or_empty_is_refused(String parameter, int errcode) {
    Map<String, String> empty = parameters(token());
    empty.put(parameter, "");
    Map<String, String> leftOut = parameters(token());
    leftOut.remove(parameter);

    assertThat(refresh(empty).get("errcode").intValue()).isEqualTo(errcode);
    assertThat(refresh(leftOut).get("errcode").intValue()).isEqualTo(errcode);
  }

  @ParameterizedTest
  @CsvSource({
    "appid, wxanotherowners0001, 40013",
    "appid, wxsimulatedweb00001, 40030",
    "refresh_token, never-issued, 40030",
    "grant_type, authorization_code, 40002"
  })
  void a_wrong_parameter_is_refused(String parameter, String value, int errcode) {
    Map<String, String> parameters = parameters(token());
    parameters.put(parameter, value);

    assertThat(refresh(parameters).get("errcode").intValue()).isEqualTo(errcode);
  }

  private JsonNode token() {
    return client.exchange(simulator.codeFor("xiaoming", "app"), "app");
  }

  private Map<String, String> parameters(JsonNode token) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("appid", simulator.appId("app"));
    parameters.put("grant_type", "refresh_token");
    parameters.put("refresh_token", token.get("refresh_token").stringValue());
    return parameters;
  }

  private JsonNode refresh(Map<String, String> parameters) {
    return TestClient.json(client.get("/sns/oauth2/refresh_token?" + TestClient.query(parameters)));
  }

  private JsonNode userInfo(JsonNode token) {
    return client.userInfo(
        token.get("access_token").stringValue(), token.get("openid").stringValue());
  }
}
