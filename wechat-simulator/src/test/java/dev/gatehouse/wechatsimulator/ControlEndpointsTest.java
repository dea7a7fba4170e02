package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.USERINFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.fault.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlEndpointsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));

  @RegisterExtension
  static final WeChatSimulatorExtension WECHAT =
      new WeChatSimulatorExtension(WeChatSimulator.builder().clock(CLOCK));

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_fault_is_for_the_next_call_unless_said_otherwise() {
    ask("{\"endpoint\":\"userinfo\",\"fault\":\"status\",\"status\":503}");

    assertThat(statusOfUserInfo()).isEqualTo(503);
    assertThat(statusOfUserInfo()).isEqualTo(200);
  }

  @Test
  void a_fault_may_be_for_several_calls() {
    ask("{\"endpoint\":\"userinfo\",\"fault\":\"status\",\"status\":503,\"times\":2}");

    assertThat(statusOfUserInfo()).isEqualTo(503);
    assertThat(statusOfUserInfo()).isEqualTo(503);
    assertThat(statusOfUserInfo()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"always\":true", "\"probability\":1"})
  void a_fault_may_last_until_it_is_taken_away(String lasting) {
    ask("{\"endpoint\":\"userinfo\",\"fault\":\"html\",\"status\":502," + lasting + "}");

    assertThat(statusOfUserInfo()).isEqualTo(502);
    assertThat(statusOfUserInfo()).isEqualTo(502);
    assertThat(client.send("DELETE", "/simulator/faults", "").statusCode()).isEqualTo(204);
    assertThat(statusOfUserInfo()).isEqualTo(200);
  }

  @Test
  void faults_are_listed_in_the_order_in_which_they_are_met() {
    simulator.always(USERINFO, 0.5, Fault.hang());
    simulator.next(USERINFO, 3, Fault.empty());

    assertThat(TestClient.text(client.get("/simulator/faults")))
        .isEqualTo(
            "[{\"endpoint\":\"/sns/userinfo\",\"fault\":\"empty\",\"when\":\"next 3\"},"
                + "{\"endpoint\":\"/sns/userinfo\",\"fault\":\"hang\",\"when\":\"probability"
                + " 0.5\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"errcode\",\"errcode\":40029",
        "\"errcode\",\"errcode\":\"40029\"",
        "\"errcode\",\"errcode\":-1,\"errmsg\":\"x\"",
        "\"latency\",\"delayMillis\":1",
        "\"latency\",\"medianMillis\":1,\"p99Millis\":2",
        "\"hang\"",
        "\"resetBeforeReading\"",
        "\"resetAfterReading\"",
        "\"closeUnanswered\"",
        "\"closeAfterwards\"",
        "\"truncated\",\"delayMillis\":5",
        "\"trickle\",\"millisPerByte\":1",
        "\"html\",\"status\":502,\"afterActing\":true",
        "\"status\",\"status\":500",
        "\"redirect\",\"location\":\"http://127.0.0.1:1/\"",
        "\"body\",\"body\":\"[\"",
        "\"empty\"",
        "\"huge\",\"bytes\":100000",
        "\"invalidUtf8\"",
        "\"errcodeZero\"",
        "\"escapedSlashes\"",
        "\"controlCharacters\"",
        "\"blankBeforeUnionId\"",
        "\"withoutUnionId\"",
        "\"field\",\"name\":\"unionid\",\"value\":[1]"
      })
  void every_fault_can_be_asked_for(String fault) {
    HttpResponse<byte[]> answer = ask("{\"endpoint\":\"userinfo\",\"fault\":" + fault + "}");

    String name = fault.substring(0, fault.indexOf('"', 1) + 1);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(TestClient.text(answer))
        .isEqualTo("[{\"endpoint\":\"/sns/userinfo\",\"fault\":" + name + ",\"when\":\"next 1\"}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | the body must be JSON",
        "[] | \"endpoint\" must be one of qrconnect, access_token, refresh_token, auth, userinfo, authorize, jscode2session, stable_token, phone_number",
        "{\"endpoint\":\"userinfo\"} | \"fault\" is missing",
        "{\"endpoint\":\"userinfo\",\"fault\":7} | \"fault\" must be a string",
        "{\"endpoint\":\"userinfo\",\"fault\":\"x\"} | unknown fault \"x\"",
        "{\"endpoint\":\"userinfo\",\"fault\":\"html\"} | \"status\" is missing",
        "{\"endpoint\":\"userinfo\",\"fault\":\"html\",\"status\":\"x\"} | \"status\" must be a whole number",
        "{\"endpoint\":\"userinfo\",\"fault\":\"html\",\"status\":99} | status must be from 200 to 599, but is 99",
        "{\"endpoint\":\"userinfo\",\"fault\":\"errcode\",\"errcode\":1.5} | \"errcode\" must be a whole number",
        "{\"endpoint\":\"userinfo\",\"fault\":\"errcode\",\"errcode\":\"x\"} | For input string: \"x\"",
        "{\"endpoint\":\"userinfo\",\"fault\":\"hang\",\"times\":0} | times must be at least 1, but is 0",
        "{\"endpoint\":\"userinfo\",\"fault\":\"hang\",\"times\":\"x\"} | times must be at least 1, but is 0",
        "{\"endpoint\":\"userinfo\",\"fault\":\"hang\",\"probability\":2} | probability must be above 0 and at most 1, but is 2.0"
      })
  void what_makes_no_sense_is_refused_with_the_reason(String body, String reason) {
    HttpResponse<byte[]> answer = ask(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(answer).get("error").stringValue()).isEqualTo(reason);
    assertThat(statusOfUserInfo()).isEqualTo(200);
  }

  @Test
  void the_clock_is_put_forward_until_the_reset() {
    Instant now = CLOCK.instant();
    String code = simulator.codeFor("xiaoming", "app");

    String answer = TestClient.text(client.post("/simulator/clock", "{\"advance\":\"PT10M\"}"));

    assertThat(answer).isEqualTo("{\"now\":\"" + now.plus(Duration.ofMinutes(10)) + "\"}");
    assertThat(client.exchange(code, "app").get("errcode").intValue()).isEqualTo(40029);
    assertThat(client.post("/simulator/reset", "").statusCode()).isEqualTo(204);
    assertThat(TestClient.text(client.get("/simulator/clock")))
        .isEqualTo("{\"now\":\"" + now + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{}",
        "{\"advance\":10}",
        "{\"advance\":\"-PT1S\"}",
        "{\"advance\":\"P99999D\"}"
      })
  void the_clock_is_not_put_back_or_beyond_reason(String body) {
    assertThat(client.post("/simulator/clock", body).statusCode()).isEqualTo(400);
    assertThat(TestClient.text(client.get("/simulator/clock")))
        .contains(CLOCK.instant().toString());
  }

  @Test
  void clearing_and_resetting_a_simulator_end_its_faults() {
    simulator.always(USERINFO, Fault.html(502));
    assertThat(statusOfUserInfo()).isEqualTo(502);
    simulator.clearFaults();
    assertThat(statusOfUserInfo()).isEqualTo(200);
    simulator.always(USERINFO, Fault.html(502));
    simulator.reset();
    assertThat(statusOfUserInfo()).isEqualTo(200);
  }

  private HttpResponse<byte[]> ask(String fault) {
    return client.post("/simulator/faults", fault);
  }

  private int statusOfUserInfo() {
    return client.get(USERINFO.path()).statusCode();
  }
}
