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

final class AuthEndpointTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_good_token_is_said_to_be_good() {
    String answer = TestClient.text(client.get("/sns/auth?" + TestClient.query(parameters())));

    assertThat(answer).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "access_token, '', 41001",
    "openid, '', 41009",
    "access_token, never-issued, 40014",
    "openid, oUnknown, 40003"
  })
  void a_missing_or_wrong_parameter_is_refused(String parameter, String value, int errcode) {
    Map<String, String> parameters = parameters();
    parameters.put(parameter, value);

    assertThat(errcode(parameters)).isEqualTo(errcode);
  }

  @Test
  void an_expired_token_is_refused() {
    Map<String, String> parameters = parameters();

    simulator.advanceClock(Duration.ofHours(2));

    assertThat(errcode(parameters)).isEqualTo(42001);
  }

  private Map<String, String> parameters() {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("access_token", token.get("access_token").stringValue());
    parameters.put("openid", token.get("openid").stringValue());
    return parameters;
  }

  private int errcode(Map<String, String> parameters) {
    return TestClient.json(client.get("/sns/auth?" + TestClient.query(parameters)))
        .get("errcode")
        .intValue();
  }
}
