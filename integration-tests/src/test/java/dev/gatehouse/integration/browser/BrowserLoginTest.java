package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.net.http.HttpRequest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in from a browser, as its user sees it when all goes well. */
class BrowserLoginTest extends BrowserLoginSetting {

  @Test
  void a_browser_is_sent_to_the_provider_with_a_state_and_keeps_the_attempt() {
    Answer answer = browser().go("/v1/logins/WX/start?channel=web&returnTo=/account");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location"))
        .matches(
            Pattern.quote("https://open.weixin.qq.com/connect/qrconnect?appid=" + appId())
                + "&redirect_uri=http%3A%2F%2F127\\.0\\.0\\.1%3A8080%2Fv1%2Flogins%2FWX%2Fcallback"
                + "&response_type=code&scope=snsapi_login&state=[0-9A-Za-z]{32}"
                + "&lang=cn#wechat_redirect");
    assertThat(answer.header("Set-Cookie"))
        .matches(
            "gatehouse_attempt_[0-9a-f]{16}=[0-9A-Za-z_-]+; Path=/; Max-Age=600;"
                + " Expires=[^;]+; HttpOnly; SameSite=Lax");
  }

  @Test
  void the_providers_page_is_in_the_visitors_language() {
    assertThat(browser().speaking("en-GB").go("/v1/logins/WX/start?channel=web").header("Location"))
        .contains("&lang=en#");
  }

  @Test
  void a_script_learns_what_it_needs_to_send_the_browser_itself() {
    Answer answer = browser().ask("/v1/logins/WX/start?channel=web");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.text("$.authorizationUrl")).contains("state=" + answer.text("$.state") + "&");
    assertThat(answer.value("$.expiresIn")).isEqualTo(600);
    assertThat(answer.header("Set-Cookie")).startsWith("gatehouse_attempt_");
  }

  @Test
  void a_browser_that_returns_with_a_code_is_logged_in_and_at_its_target() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/account?tab=1");

    Answer answer = comeBack(browser, code(), state);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/account?tab=1");
    assertThat(answer.http().body()).isEmpty();
    assertThat(browser.cookies()).containsKey("gatehouse_session");
    assertThat(exchanges()).isEqualTo(1);
  }

  /** SEC-52. */
  @Test
  void a_second_login_replaces_the_session_of_the_browser() {
    Browser browser = browser();
    comeBack(browser, code(), browser.begin("WX", "web", "/"));
    String first = browser.cookies().get("gatehouse_session");

    comeBack(browser, code(), browser.begin("WX", "web", "/"));

    String second = browser.cookies().get("gatehouse_session");
    assertThat(second).isNotEqualTo(first);
    assertThat(sessions().withCookie("GET /v1/me", first).status()).isEqualTo(401);
    assertThat(sessions().withCookie("GET /v1/me", second).status()).isEqualTo(200);
  }

  @Test
  void without_a_target_they_end_at_the_root() {
    Browser browser = browser();
    String state = browser.ask("/v1/logins/WX/start?channel=web").text("$.state");

    assertThat(comeBack(browser, code(), state).header("Location")).isEqualTo("/");
  }

  @Test
  void a_listed_origin_may_be_the_target() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "https://shop.example/cart");

    assertThat(comeBack(browser, code(), state).header("Location"))
        .isEqualTo("https://shop.example/cart");
  }

  @Test
  void a_script_that_comes_back_gets_the_login_itself_and_no_cookie() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");

    Answer answer = browser.ask(callback(code(), state));

    assertThat(answer.status()).isIn(200, 201);
    assertThat(answer.text("$.user.name")).isEqualTo("小明");
    assertThat(answer.text("$.session.tokenType")).isEqualTo("Bearer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void a_page_may_post_what_came_back() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");

    Answer answer = browser.login("WX", "web", code(), state);

    assertThat(answer.status()).isIn(200, 201);
    assertThat(answer.text("$.session.refreshToken")).isNotBlank();
    assertThat(browser.cookies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/logins/WX/start, 400, invalid_request",
    "/v1/logins/WX/start?channel=, 400, invalid_request",
    "/v1/logins/WX/start?channel=mini, 400, unknown_channel",
    "/v1/logins/WX/start?channel=app, 400, unknown_channel",
    "/v1/logins/P/start?channel=web, 400, unknown_login_method",
    "/v1/logins/%20/start?channel=web, 400, unknown_login_method",
    "/v1/logins/%E5%BE%AE/callback?code=x&state=y, 400, unknown_login_method",
    "/v1/logins/WX/other, 404, not_found",
  })
  void what_cannot_begin_says_why(String path, int status, String code) {
    Browser browser = browser();

    Answer answer = browser.ask(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(browser.cookies()).isEmpty();
  }

  /** Previews of links and scanners send it. */
  @Test
  void a_head_does_nothing() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");
    String landing = callback(code(), state);

    Answer preview = browser.send(calls().request(landing).method("HEAD", noBody()));

    assertThat(preview.status()).isEqualTo(405);
    assertThat(browser.go(landing).status()).isEqualTo(303);
    assertThat(WECHAT.simulator().calls())
        .filteredOn(call -> call.endpoint() == WeChatEndpoint.ACCESS_TOKEN)
        .hasSize(1);
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
