package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.ACCESS_TOKEN;
import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.USERINFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RecordedCallsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));

  @RegisterExtension
  static final WeChatSimulatorExtension WECHAT =
      new WeChatSimulatorExtension(WeChatSimulator.builder().clock(CLOCK));

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void calls_to_wechat_are_recorded_with_their_outcome_and_time() {
    client.userInfoOf("xiaoming");
    client.exchange("never-issued", "app");

    long connection = simulator.calls().getFirst().connection();
    assertThat(simulator.calls())
        .containsExactly(
            new RecordedCall(ACCESS_TOKEN, 0, CLOCK.instant(), "", connection),
            new RecordedCall(USERINFO, 0, CLOCK.instant(), "", connection),
            new RecordedCall(ACCESS_TOKEN, 40029, CLOCK.instant(), "", connection));
  }

  @Test
  void calls_are_listed_over_http_without_secrets() {
    String code = simulator.codeFor("xiaoming", "app");
    client.exchange(code, "app");
    client.userInfo("some-token", "some-openid");

    String listed = TestClient.text(client.get("/simulator/calls"));

    long connection = simulator.calls().getFirst().connection();
    String time = CLOCK.instant().toString();
    assertThat(listed)
        .isEqualTo(
            """
            [{"endpoint":"/sns/oauth2/access_token","errcode":0,"time":"%s","fault":"","connection":%d},\
            {"endpoint":"/sns/userinfo","errcode":40014,"time":"%s","fault":"","connection":%d}]\
            """
                .formatted(time, connection, time, connection));
  }

  @Test
  void what_is_not_a_call_to_wechat_is_not_recorded() {
    client.get("/");
    client.get("/simulator/people");
    client.post("/simulator/codes", "{\"person\":\"xiaoming\",\"channel\":\"app\"}");
    client.get("/simulator/calls");
    client.post("/sns/userinfo", "");

    assertThat(simulator.calls()).isEmpty();
  }
}
