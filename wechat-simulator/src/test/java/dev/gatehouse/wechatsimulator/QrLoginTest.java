package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.QRCONNECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From the QR code on the screen to the browser's way back. */
final class QrLoginTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private static final Pattern AGAIN = Pattern.compile("id=\"again\" href=\"([^\"]+)\"");
  private static final Pattern UUID = Pattern.compile("data-uuid=\"([0-9A-Za-z]+)\"");

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void who_confirms_on_the_page_is_sent_back_with_a_good_code_and_the_state() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");

    HttpResponse<byte[]> answer = decide(uuid, Map.of("person", "lilei", "on", "page"));

    assertThat(answer.statusCode()).isEqualTo(303);
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location)
        .matches("http://127\\.0\\.0\\.1:8080/callback\\?code=[0-9A-Za-z]{32}&state=s1");
    assertThat(client.exchange(codeIn(location), "web").get("openid").stringValue())
        .isEqualTo(simulator.openId("lilei", "web"));
  }

  @Test
  void who_confirms_on_the_phone_is_told_so_and_the_page_learns_where_to_go() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");
    assertThat(outcome(uuid)).isEqualTo("waiting ");

    HttpResponse<byte[]> phone = client.get("/connect/confirm?uuid=" + uuid);
    assertThat(TestClient.text(phone)).contains("data-person=\"xiaoming\"", "127.0.0.1");
    assertThat(outcome(uuid)).isEqualTo("scanned ");

    HttpResponse<byte[]> answer = decide(uuid, Map.of("person", "xiaoming", "on", "phone"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(TestClient.text(answer)).contains("已确认登录，请查看电脑");
    assertThat(outcome(uuid))
        .matches("approved http://127\\.0\\.0\\.1:8080/callback\\?code=[0-9A-Za-z]{32}&state=s1");
  }

  @Test
  void who_declines_as_wechat_says_today_stays_where_they_are() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");

    HttpResponse<byte[]> answer = decide(uuid, Map.of("decline", "silently", "on", "page"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(TestClient.text(answer)).contains("你已取消此次登录");
    assertThat(outcome(uuid)).isEqualTo("declined ");
  }

  @Test
  void who_declines_as_wechat_said_before_goes_back_without_a_code() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");

    HttpResponse<byte[]> answer = decide(uuid, Map.of("decline", "and-return", "on", "page"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .contains("http://127.0.0.1:8080/callback?state=s1");
  }

  @Test
  void a_decline_on_the_phone_reaches_the_page() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");

    HttpResponse<byte[]> answer =
        decide(uuid, Map.of("decline", "and-return", "on", "phone", "lang", "en"));

    assertThat(TestClient.text(answer)).contains("You declined the login");
    assertThat(outcome(uuid)).isEqualTo("declined http://127.0.0.1:8080/callback?state=s1");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/cb, s1, http://h/cb?code=CODE&state=s1",
    "http://h/cb?a=1, s1, http://h/cb?a=1&code=CODE&state=s1",
    "http://h/cb?, s1, http://h/cb?code=CODE&state=s1",
    "http://h/cb?a=%26, s1, http://h/cb?a=%26&code=CODE&state=s1",
    "http://h/cb#here, s1, http://h/cb?code=CODE&state=s1#here",
    "http://h, s1, http://h?code=CODE&state=s1",
    "http://h/小, 's &=小', http://h/%E5%B0%8F?code=CODE&state=s+%26%3D%E5%B0%8F",
    "http://h/cb, '', http://h/cb?code=CODE"
  })
  void code_and_state_are_added_to_what_the_address_has_already(
      String redirectUri, String state, String expected) {
    HttpResponse<byte[]> answer =
        decide(open(redirectUri, state), Map.of("person", "lilei", "on", "page"));

    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location.replace(codeIn(location), "CODE")).isEqualTo(expected);
  }

  @Test
  void a_qr_code_is_decided_once() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");
    decide(uuid, Map.of("person", "lilei", "on", "page"));

    assertThat(decide(uuid, Map.of("person", "lilei", "on", "page")).statusCode()).isEqualTo(410);
    assertThat(decide(uuid, Map.of("decline", "silently")).statusCode()).isEqualTo(410);
    assertThat(client.get("/connect/confirm?uuid=" + uuid).statusCode()).isEqualTo(410);
    assertThat(outcome(uuid)).startsWith("approved ");
  }

  @Test
  void a_qr_code_expires() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");

    simulator.advanceClock(Duration.ofMinutes(10));

    assertThat(outcome(uuid)).isEqualTo("expired ");
    assertThat(client.get("/connect/confirm?uuid=" + uuid).statusCode()).isEqualTo(410);
    assertThat(decide(uuid, Map.of("person", "lilei", "on", "page")).statusCode()).isEqualTo(410);
  }

  @Test
  void an_expired_or_declined_login_can_be_started_again_with_the_same_parameters() {
    String declined = open("http://127.0.0.1:8080/callback?a=1&b=2", "s&1");
    String afterDecline =
        again(decide(declined, Map.of("decline", "silently", "on", "page", "lang", "en")));
    String expired = open("http://127.0.0.1:8080/callback?a=1&b=2", "s&1");
    simulator.advanceClock(Duration.ofMinutes(10));
    String afterExpiry = again(decide(expired, Map.of("person", "lilei", "on", "page")));

    assertThat(afterDecline).isEqualTo(afterExpiry);
    Matcher uuid = UUID.matcher(TestClient.text(client.get(afterExpiry)));
    assertThat(uuid.find()).isTrue();
    assertThat(
            decide(uuid.group(1), Map.of("decline", "and-return", "on", "page"))
                .headers()
                .firstValue("Location"))
        .contains("http://127.0.0.1:8080/callback?a=1&b=2&state=s%261");
  }

  @Test
  void an_expired_login_on_the_phone_is_started_again_on_the_computer() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");
    simulator.advanceClock(Duration.ofMinutes(10));

    String phone = TestClient.text(client.get("/connect/confirm?lang=en&uuid=" + uuid));

    assertThat(phone).contains("Refresh it on your computer").doesNotContain("id=\"again\"");
  }

  @Test
  void an_unknown_login_is_started_again_on_the_website() {
    HttpResponse<byte[]> answer = decide("unknown", Map.of("person", "lilei", "lang", "en"));

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(TestClient.text(answer)).contains("Return to the website");
  }

  @Test
  void a_choice_of_nothing_or_a_stranger_decides_nothing() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");

    assertThat(decide(uuid, Map.of("person", "bob")).statusCode()).isEqualTo(400);
    assertThat(decide(uuid, Map.of("decline", "perhaps")).statusCode()).isEqualTo(400);
    assertThat(outcome(uuid)).isEqualTo("waiting ");
  }

  @Test
  void a_reset_forgets_qr_codes() {
    String uuid = open("http://127.0.0.1:8080/callback", "s1");

    simulator.reset();

    assertThat(outcome(uuid)).isEqualTo("expired ");
  }

  @Test
  void the_script_for_embedding_is_served() {
    HttpResponse<byte[]> script = client.get("/connect/zh_CN/htmledition/js/wxLogin.js");

    assertThat(TestClient.contentType(script)).isEqualTo("text/javascript; charset=utf-8");
    assertThat(TestClient.text(script)).contains("window.WxLogin");
  }

  private String open(String redirectUri, String state) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("appid", simulator.appId("web"));
    parameters.put("redirect_uri", redirectUri);
    parameters.put("response_type", "code");
    parameters.put("scope", "snsapi_login");
    parameters.put("state", state);
    Matcher uuid =
        UUID.matcher(
            TestClient.text(client.get(QRCONNECT.path() + "?" + TestClient.query(parameters))));
    assertThat(uuid.find()).isTrue();
    return uuid.group(1);
  }

  private HttpResponse<byte[]> decide(String uuid, Map<String, String> choice) {
    Map<String, String> form = new TreeMap<>(choice);
    form.put("uuid", uuid);
    return client.post("/connect/confirm", TestClient.query(form));
  }

  /** The link to a new QR code. */
  private static String again(HttpResponse<byte[]> message) {
    Matcher link = AGAIN.matcher(TestClient.text(message));
    assertThat(link.find()).isTrue();
    return link.group(1).replace("&amp;", "&").replace("&#x3D;", "=").replace("&#61;", "=");
  }

  /** State and redirect. */
  private String outcome(String uuid) {
    JsonNode outcome = TestClient.json(client.get("/connect/l/qrconnect?uuid=" + uuid));
    return outcome.get("state").stringValue() + " " + outcome.get("redirect").stringValue();
  }

  private static String codeIn(String location) {
    return location.replaceAll(".*[?&]code=([0-9A-Za-z]+).*", "$1");
  }
}
