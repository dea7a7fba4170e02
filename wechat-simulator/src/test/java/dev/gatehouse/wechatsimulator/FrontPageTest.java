package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.AUTH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.http.Language;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontPageTest {
  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void it_tells_what_this_is_and_how_to_use_it() {
    assertThat(TestClient.contentType(client.get("/"))).isEqualTo("text/html; charset=utf-8");
    assertThat(page())
        .contains("It is not WeChat")
        .contains(simulator.baseUrl() + "/connect/qrconnect")
        .contains("<td>xiaoming</td><td class=\"long\">小明</td>")
        .contains("wxsimulatedweb00001", "simulated-web-secret-0123456789ab")
        .contains("wxsimulatedapp00001", "simulated-app-secret-0123456789ab")
        .contains("curl -d &#39;{&quot;person&quot;:&quot;xiaoming&quot;")
        .contains("None. All endpoints work normally.");
  }

  @Test
  void it_is_in_chinese_and_in_english() {
    assertThat(TestClient.text(client.get("/")))
        .contains("<html lang=\"zh-CN\">", "不是微信", "<a id=\"language\" href=\"/?lang=en\">English");
    assertThat(page()).contains("<html lang=\"en\">", "href=\"/?lang=cn\">中文");
  }

  @ParameterizedTest
  @ValueSource(strings = {"front", "qrconnect", "mini-program"})
  void both_languages_have_the_same_texts(String bundle) throws IOException {
    Properties chinese = file(bundle);

    assertThat(chinese.values()).isNotEmpty().doesNotContain("");
    // Of the file: a bundle would have the Chinese text for each that is missing.
    assertThat(file(bundle + "_en").keySet()).isEqualTo(chinese.keySet());
    assertThat(Language.of("en").texts(bundle)).isEqualTo(file(bundle + "_en"));
    assertThat(Language.of("cn").texts(bundle)).isEqualTo(chinese);
  }

  private static Properties file(String name) throws IOException {
    Properties texts = new Properties();
    try (InputStream file = FrontPageTest.class.getResourceAsStream(name + ".properties")) {
      texts.load(new InputStreamReader(Objects.requireNonNull(file, name), UTF_8));
    }
    return texts;
  }

  @Test
  void it_shows_the_latest_codes_and_calls_and_the_faults_to_come() {
    String used = simulator.codeFor("xiaoming", "app");
    client.exchange(used, "app");
    String good = simulator.codeFor("lilei", "web");
    simulator.next(AUTH, 2, Fault.errcode(40003));
    client.get(AUTH.path());

    assertThat(page())
        .contains("<td>xiaoming</td><td>app</td><td>" + used + "</td><td>used</td>")
        .contains("<td>lilei</td><td>web</td><td>" + good + "</td><td>valid</td>")
        .contains("<td>/sns/oauth2/access_token</td><td>0</td><td></td>")
        .contains("<td>/sns/auth</td><td>40003</td><td>errcode</td>")
        .contains("<td>/sns/auth</td><td>errcode</td><td>next 1</td>");
  }

  @Test
  void a_nickname_is_text_not_markup() {
    simulator.addPerson(Person.named("eve", "<script>alert(1)</script>"));

    assertThat(page())
        .contains("&lt;script&gt;alert(1)&lt;")
        .doesNotContain("<script>alert(1)</script>");
  }

  private String page() {
    return TestClient.text(client.get("/?lang=en"));
  }
}
