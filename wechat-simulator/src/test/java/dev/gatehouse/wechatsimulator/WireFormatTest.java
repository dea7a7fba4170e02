package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.platform.SamplePeople;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The facts about WeChat's answers that have broken its clients before. */
final class WireFormatTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));

  @RegisterExtension
  static final WeChatSimulatorExtension WECHAT =
      new WeChatSimulatorExtension(WeChatSimulator.builder().clock(CLOCK));

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void answers_call_themselves_plain_text_without_a_charset() {
    HttpResponse<byte[]> token = tokenAnswer("xiaoming");
    HttpResponse<byte[]> userInfo = userInfoAnswer("xiaoming");
    HttpResponse<byte[]> error = client.get("/sns/userinfo");

    assertThat(TestClient.contentType(token)).isEqualTo("text/plain");
    assertThat(TestClient.contentType(userInfo)).isEqualTo("text/plain");
    assertThat(TestClient.contentType(error)).isEqualTo("text/plain");
  }

  @Test
  void errors_have_status_200() {
    assertThat(client.get("/sns/oauth2/access_token").statusCode()).isEqualTo(200);
    assertThat(client.get("/sns/userinfo").statusCode()).isEqualTo(200);
  }

  @Test
  void an_emoji_is_four_bytes_of_utf_8_not_an_escape() {
    String hex = HexFormat.of().formatHex(userInfoAnswer("hanmeimei").body());

    String nickname = HexFormat.of().formatHex("\"nickname\":\"".getBytes(UTF_8));
    assertThat(hex).contains(nickname + "e99fa9e6a285e6a285f09f8cb8" + "22");
  }

  @Test
  void a_long_name_of_joined_emoji_arrives_whole() {
    String nickname = TestClient.json(userInfoAnswer("longname")).get("nickname").stringValue();

    assertThat(nickname).isEqualTo(SamplePeople.LONG_NAME.nickname());
    assertThat(nickname.codePoints()).hasSize(260);
    assertThat(nickname.codePoints().filter(codePoint -> codePoint == 0x200D)).hasSize(60);
  }

  @Test
  void an_error_message_ends_in_a_rid_that_begins_with_the_time() {
    JsonNode error = TestClient.json(client.get("/sns/oauth2/access_token"));

    String seconds = Long.toHexString(CLOCK.instant().getEpochSecond());
    assertThat(error.get("errmsg").stringValue())
        .matches("appid missing, rid: " + seconds + "-[0-9a-f]{8}-[0-9a-f]{8}");
  }

  private HttpResponse<byte[]> tokenAnswer(String person) {
    Map<String, String> parameters =
        client.exchangeParameters(simulator.codeFor(person, "app"), "app");
    return client.get("/sns/oauth2/access_token?" + TestClient.query(parameters));
  }

  private HttpResponse<byte[]> userInfoAnswer(String person) {
    JsonNode token = TestClient.json(tokenAnswer(person));
    return client.get(
        "/sns/userinfo?access_token="
            + token.get("access_token").stringValue()
            + "&openid="
            + token.get("openid").stringValue());
  }
}
