package dev.gatehouse.wechatsimulator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.TestClient;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class SecretsTest {
  @Test
  void no_text_form_contains_a_secret() {
    App app = App.mobile("app", "wxapp", "planted-secret");

    assertThat(app.toString()).doesNotContain("planted-secret");
    assertThat(new TokenRequest("wxapp", "planted-secret", "planted-code", "x").toString())
        .doesNotContain("planted");
    assertThat(
            new WeChatResponse.Token(
                    "planted-access", "planted-refresh", Grant.of(SamplePeople.LILEI, app), true)
                .toString())
        .doesNotContain("planted");
  }

  @Test
  void recorded_calls_contain_no_token() {
    try (WeChatSimulator simulator = WeChatSimulator.start(0)) {
      TestClient client = new TestClient(simulator);
      JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");

      assertThat(simulator.calls().toString())
          .isNotEmpty()
          .doesNotContain(token.get("access_token").stringValue());
    }
  }
}
