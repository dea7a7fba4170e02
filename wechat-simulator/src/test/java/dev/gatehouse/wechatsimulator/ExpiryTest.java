package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class ExpiryTest {
  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));

  @RegisterExtension
  static final WeChatSimulatorExtension WECHAT =
      new WeChatSimulatorExtension(WeChatSimulator.builder().clock(NOW::get));

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_code_is_good_until_ten_minutes_have_passed() {
    String code = simulator.codeFor("xiaoming", "app");

    pass(Duration.ofMinutes(10).minusMillis(1));

    assertThat(client.exchange(code, "app").has("access_token")).isTrue();
  }

  @Test
  void a_code_is_invalid_after_ten_minutes() {
    String code = simulator.codeFor("xiaoming", "app");

    pass(Duration.ofMinutes(10));

    assertThat(client.exchange(code, "app").get("errcode").intValue()).isEqualTo(40029);
  }

  @Test
  void a_token_is_good_until_two_hours_have_passed() {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");

    pass(Duration.ofHours(2).minusMillis(1));

    assertThat(userInfo(token).get("nickname").stringValue()).isEqualTo("小明");
  }

  @Test
  void a_token_is_expired_after_two_hours() {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");

    pass(Duration.ofHours(2));

    assertThat(userInfo(token).get("errcode").intValue()).isEqualTo(42001);
  }

  @Test
  void an_expired_token_is_forgotten_after_two_hours_more() {
    JsonNode token = client.exchange(simulator.codeFor("xiaoming", "app"), "app");

    pass(Duration.ofHours(4));

    assertThat(userInfo(token).get("errcode").intValue()).isEqualTo(40014);
  }

  private static void pass(Duration time) {
    NOW.updateAndGet(now -> now.plus(time));
  }

  private JsonNode userInfo(JsonNode token) {
    return client.userInfo(
        token.get("access_token").stringValue(), token.get("openid").stringValue());
  }
}
