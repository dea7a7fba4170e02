package dev.gatehouse.wechatsimulator;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.QRCONNECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are shown a QR code, and which an error page. */
final class QrConnectParametersTest {
  @RegisterExtension
  static final WeChatSimulatorExtension WECHAT =
      new WeChatSimulatorExtension(
          WeChatSimulator.builder()
              .websiteApp("shop", "wxshop", "shop-secret")
              .callbackDomain("shop", "www.shop.example"));

  private final WeChatSimulator simulator = WECHAT.simulator();
  private final TestClient client = new TestClient(simulator);

  @Test
  void a_good_request_is_shown_a_qr_code() {
    HttpResponse<byte[]> page = open(parameters());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(TestClient.contentType(page)).isEqualTo("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().map())
        .doesNotContainKeys("x-frame-options", "content-security-policy");
    assertThat(TestClient.text(page)).contains("<svg ", "<html lang=\"zh-CN\">", "微信登录");
    assertThat(simulator.calls()).extracting(RecordedCall::errcode).containsExactly(0L);
  }

  @Test
  void the_page_speaks_english_if_it_is_asked_to() {
    Map<String, String> parameters = parameters();
    parameters.put("lang", "en");

    assertThat(TestClient.text(open(parameters)))
        .contains("<html lang=\"en\">", "Scan the QR code with WeChat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-US,en;q=0.9,zh;q=0.8 | '' | en",
        "en-US,en;q=0.9 | cn | zh-CN",
        "zh-CN,zh;q=0.9,en;q=0.8 | '' | zh-CN",
        "zh-CN,zh;q=0.9 | en | en",
        "fr | '' | zh-CN",
        "* | '' | zh-CN",
        "en;q=many | '' | zh-CN",
      })
  void the_page_speaks_the_language_of_the_browser_unless_it_is_asked_for_another(
      String browser, String asked, String language) {
    Map<String, String> parameters = parameters();
    parameters.put("lang", asked);

    HttpResponse<byte[]> page =
        client.send(
            "GET",
            QRCONNECT.path() + "?" + TestClient.query(parameters),
            "",
            "Accept-Language",
            browser);

    assertThat(TestClient.text(page)).contains("<html lang=\"" + language + "\">");
  }

  @ParameterizedTest
  @CsvSource({
    "appid, '', 10012, AppID 参数错误",
    "appid, wxanotherowners0001, 40013, AppID 参数错误",
    "appid, wxsimulatedapp00001, 10005, Scope 参数错误",
    "redirect_uri, '', 10011, redirect_uri 参数错误",
    "redirect_uri, /callback, 10003, redirect_uri 参数错误",
    "redirect_uri, javascript:alert(1), 10003, redirect_uri 参数错误",
    "redirect_uri, ftp://127.0.0.1/, 10003, redirect_uri 参数错误",
    "redirect_uri, http://a b/, 10003, redirect_uri 参数错误",
    "redirect_uri, http://user@127.0.0.1/, 10003, redirect_uri 参数错误",
    "response_type, '', 40035, response_type 参数错误",
    "response_type, token, 40035, response_type 参数错误",
    "scope, '', 10010, Scope 参数错误",
    "scope, snsapi_userinfo, 10005, Scope 参数错误",
    "scope, 'snsapi_login,snsapi_userinfo', 10005, Scope 参数错误"
  })
  void a_missing_or_wrong_parameter_is_shown_an_error_page(
      String parameter, String value, long errcode, String message) {
    Map<String, String> parameters = parameters();
    parameters.put(parameter, value);

    HttpResponse<byte[]> page = open(parameters);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(TestClient.text(page)).contains(message, "errcode " + errcode);
    assertThat(TestClient.text(page)).doesNotContain("<svg ");
    assertThat(simulator.calls()).extracting(RecordedCall::errcode).containsExactly(errcode);
  }

  @Test
  void a_state_may_have_128_bytes() {
    Map<String, String> parameters = parameters();
    parameters.put("state", "s".repeat(128));
    assertThat(TestClient.text(open(parameters))).contains("<svg ");

    parameters.put("state", "s".repeat(126) + "小");
    assertThat(TestClient.text(open(parameters))).contains("state 参数过长");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.shop.example/callback",
        "http://www.shop.example/",
        "https://WWW.SHOP.EXAMPLE/any/path?with=query"
      })
  void the_registered_domain_may_be_returned_to(String redirectUri) {
    assertThat(TestClient.text(open(ofShop(redirectUri)))).contains("<svg ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/callback",
        "https://pay.shop.example/callback",
        "https://www.shop.example.evil.example/",
        "https://www.shop.example:8443/callback",
        "https://www.shop.example@evil.example/",
        "https://evil.example/#www.shop.example",
        "http://127.0.0.1:8080/callback"
      })
  void no_other_may(String redirectUri) {
    assertThat(TestClient.text(open(ofShop(redirectUri)))).contains("redirect_uri 参数错误");
  }

  @Test
  void the_embedded_form_need_not_say_the_response_type() {
    Map<String, String> parameters = parameters();
    parameters.remove("response_type");
    parameters.put("login_type", "jssdk");

    assertThat(TestClient.text(open(parameters)))
        .contains("<body class=\"embedded\"", "target=\"_top\"");
  }

  @Test
  void the_embedded_form_may_look_and_go_on_as_the_website_wants() {
    Map<String, String> parameters = parameters();
    parameters.put("login_type", "jssdk");
    parameters.put("self_redirect", "true");
    parameters.put("style", "white");
    parameters.put("href", "https://www.shop.example/a.css?\"><script>");

    assertThat(TestClient.text(open(parameters)))
        .contains("<body class=\"embedded white\"", "data-target=\"_self\"")
        .contains("<link rel=\"stylesheet\" href=\"https:")
        .doesNotContain("a.css?\"><script>");
    parameters.put("stylelite", "1");
    assertThat(TestClient.text(open(parameters)))
        .contains("<body class=\"embedded lite white\"")
        .doesNotContain("rel=\"stylesheet\"");
  }

  @Test
  void a_stylesheet_is_no_script() {
    Map<String, String> parameters = parameters();
    parameters.put("login_type", "jssdk");
    parameters.put("href", "javascript:alert(1)");

    assertThat(TestClient.text(open(parameters))).doesNotContain("rel=\"stylesheet\"");
  }

  @Test
  void the_page_can_misbehave_too() {
    simulator.next(QRCONNECT, Fault.html(502));
    assertThat(open(parameters()).statusCode()).isEqualTo(502);

    simulator.next(QRCONNECT, Fault.withoutUnionId());
    assertThat(TestClient.text(open(parameters()))).contains("<svg ");
    assertThat(simulator.calls())
        .extracting(RecordedCall::fault)
        .containsExactly("html", "withoutUnionId");
  }

  private Map<String, String> ofShop(String redirectUri) {
    Map<String, String> parameters = parameters();
    parameters.put("appid", "wxshop");
    parameters.put("redirect_uri", redirectUri);
    return parameters;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("appid", simulator.appId("web"));
    parameters.put("redirect_uri", "http://127.0.0.1:8080/callback");
    parameters.put("response_type", "code");
    parameters.put("scope", "snsapi_login");
    parameters.put("state", "s1");
    return parameters;
  }

  private HttpResponse<byte[]> open(Map<String, String> parameters) {
    return client.get(QRCONNECT.path() + "?" + TestClient.query(parameters));
  }
}
