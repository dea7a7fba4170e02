package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.platform.Person;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class SimulatorEndpointsTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_code_is_issued_for_a_person_and_a_channel() {
    HttpResponse<byte[]> response =
        client.post("/simulator/codes", "{\"person\":\"xiaoming\",\"channel\":\"app\"}");

    JsonNode issued = TestClient.json(response);
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(TestClient.contentType(response)).isEqualTo("application/json");
    assertThat(issued.propertyNames()).containsExactly("code", "person", "channel", "expiresIn");
    assertThat(issued.get("person").stringValue()).isEqualTo("xiaoming");
    assertThat(issued.get("channel").stringValue()).isEqualTo("app");
    assertThat(issued.get("expiresIn").intValue()).isEqualTo(600);
    JsonNode token = client.exchange(issued.get("code").stringValue(), "app");
    assertThat(token.get("openid").stringValue()).isEqualTo(simulator.openId("xiaoming", "app"));
  }

  @Test
  void an_unknown_person_is_answered_with_those_who_are_known() {
    HttpResponse<byte[]> response =
        client.post("/simulator/codes", "{\"person\":\"bob\",\"channel\":\"app\"}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(TestClient.json(response).get("error").stringValue())
        .isEqualTo(
            "unknown person \"bob\"; the simulator knows: "
                + "xiaoming, lilei, hanmeimei, longname, noname, nounionid, lateunionid");
  }

  @Test
  void an_unknown_channel_is_answered_with_those_that_are_known() {
    HttpResponse<byte[]> response =
        client.post("/simulator/codes", "{\"person\":\"lilei\",\"channel\":\"fax\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(response).get("error").stringValue())
        .isEqualTo("unknown channel \"fax\"; the simulator knows: web, app, h5, mini");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{\"person\":",
        "[]",
        "\"xiaoming\"",
        "{}",
        "{\"person\":\"xiaoming\"}",
        "{\"channel\":\"app\"}",
        "{\"person\":1,\"channel\":\"app\"}",
        "{\"person\":\"xiaoming\",\"channel\":null}"
      })
  void a_body_that_names_no_person_and_channel_is_refused(String body) {
    HttpResponse<byte[]> response = client.post("/simulator/codes", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(response).get("error").stringValue())
        .contains("\"person\" and \"channel\"");
  }

  @Test
  void a_body_of_16_kib_is_read_and_a_larger_one_is_refused() {
    String body = "{\"person\":\"xiaoming\",\"channel\":\"app\"}";
    String largest = body + " ".repeat(16 * 1024 - body.length());

    assertThat(client.post("/simulator/codes", largest).statusCode()).isEqualTo(201);
    assertThat(client.post("/simulator/codes", largest + " ").statusCode()).isEqualTo(413);
  }

  @Test
  void people_are_listed() {
    simulator.addPerson(Person.named("zoe", "Zoë"));

    HttpResponse<byte[]> response = client.get("/simulator/people");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TestClient.contentType(response)).isEqualTo("application/json");
    assertThat(TestClient.text(response))
        .startsWith("[{\"key\":\"xiaoming\",\"nickname\":\"小明\",\"hasUnionId\":true},")
        .contains("{\"key\":\"nounionid\",\"nickname\":\"王无名\",\"hasUnionId\":false}")
        .contains("{\"key\":\"lateunionid\",\"nickname\":\"赵晚\",\"hasUnionId\":true}")
        .endsWith("{\"key\":\"zoe\",\"nickname\":\"Zoë\",\"hasUnionId\":true}]");
  }
}
