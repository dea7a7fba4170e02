package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.LoginCalls.Answer;
import dev.gatehouse.wechatsimulator.WeChatEndpoint;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in from a browser, as somebody in front of one sees it. */
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
  void whoever_comes_back_with_a_code_is_in_and_where_they_wanted_to_be() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/account?tab=1");

    Answer answer = comeBack(browser, code(), state);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/account?tab=1");
    assertThat(answer.http().body()).isEmpty();
    assertThat(browser.cookies()).containsKey("gatehouse_session");
    assertThat(exchanges()).isEqualTo(1);
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

  @Test
  void back_and_reload_after_the_login_go_on_to_the_target() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/account");
    String landing = callback(code(), state);
    browser.go(landing);
    String session = browser.cookie("gatehouse_session");

    Answer again = browser.go(landing);

    assertThat(again.status()).isEqualTo(303);
    assertThat(again.header("Location")).isEqualTo("/account");
    assertThat(again.http().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(browser.cookies()).containsEntry("gatehouse_session", session);
    assertThat(exchanges()).isEqualTo(1);
  }

  @Test
  void a_second_landing_without_the_session_of_the_first_is_no_way_in() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/account");
    String landing = callback(code(), state);
    browser.go(landing);
    Browser signedOut = browser.copy();
    signedOut.cookies().remove("gatehouse_session");
    Browser somebodyElse = browser.copy();
    Browser another = browser();
    comeBack(another, code(), another.begin("WX", "web", "/"));
    somebodyElse.cookies().put("gatehouse_session", another.cookie("gatehouse_session"));
    Browser forged = browser.copy();
    forged.cookies().put("gatehouse_session", "forged");

    for (Browser each : List.of(signedOut, somebodyElse, forged)) {
      Answer answer = each.ask(landing);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("state_mismatch");
    }
    CLOCK.advance(Duration.ofMinutes(10));
    assertThat(browser.ask(landing).code()).isEqualTo("state_mismatch");
    assertThat(exchanges()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void two_tabs_do_not_disturb_each_other(boolean firstTabFirst) {
    Browser browser = browser();
    String one = browser.begin("WX", "web", "/one");
    String two = browser.begin("WX", "web", "/two");

    List<String> order = firstTabFirst ? List.of(one, two) : List.of(two, one);
    for (String state : order) {
      assertThat(comeBack(browser, code(), state).header("Location"))
          .isEqualTo(state.equals(one) ? "/one" : "/two");
    }
  }

  @Test
  void a_sixth_attempt_takes_the_place_of_the_first() {
    Browser browser = browser();
    String first = browser.begin("WX", "web", "/0");
    String second = "";
    for (int i = 1; i <= 5; i++) {
      CLOCK.advance(Duration.ofSeconds(1));
      String state = browser.begin("WX", "web", "/" + i);
      second = i == 1 ? state : second;
    }

    assertThat(browser.cookiesNamed("gatehouse_attempt_")).hasSize(5);
    assertThat(browser.ask(callback(code(), first)).code()).isEqualTo("state_mismatch");
    assertThat(comeBack(browser, code(), second).header("Location")).isEqualTo("/1");
    assertThat(exchanges()).isEqualTo(1);
  }

  @Test
  void attempts_that_are_over_or_not_ours_make_room() {
    Browser browser = browser();
    browser.begin("WX", "web", "/");
    CLOCK.advance(Duration.ofMinutes(10));
    browser.cookies().put("gatehouse_attempt_0123456789abcdef", "forged");

    browser.begin("WX", "web", "/");

    assertThat(browser.cookiesNamed("gatehouse_attempt_")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN, zh, 登录已取消, 重新登录",
    "en-US, en, Login declined, Sign in again",
  })
  void whoever_said_no_reads_a_page_and_can_begin_again(
      String accept, String language, String title, String again) {
    Browser browser = browser().speaking(accept);
    String state = browser.begin("WX", "web", "/account?x=1%262");

    Answer answer = browser.go("/v1/logins/WX/callback?state=" + state);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(answer.header("Content-Language")).isEqualTo(language);
    assertThat(answer.http().body())
        .contains("<html lang=\"" + language, "<h1>" + title + "</h1>", ">" + again + "<");
    Matcher link = Pattern.compile("<a [^>]*href=\"([^\"]+)\"").matcher(answer.http().body());
    assertThat(link.find()).isTrue();
    browser.go(link.group(1).replace("&amp;", "&"));
    assertThat(browser.cookiesNamed("gatehouse_attempt_")).hasSize(1);
    assertThat(exchanges()).isZero();
  }

  @Test
  void beginning_again_leads_to_the_same_target() {
    Browser browser = browser();
    String target = "https://shop.example/cart?x=1%2B2&y=%E4%B8%AD#z";
    String state =
        browser.begin("WX", "web", "https://shop.example/cart?x=1%252B2%26y=%25E4%25B8%25AD%23z");
    String page = browser.go("/v1/logins/WX/callback?state=" + state).http().body();
    Matcher link = Pattern.compile("<a [^>]*href=\"([^\"]+)\"").matcher(page);
    assertThat(link.find()).isTrue();

    String again = browser.ask(link.group(1).replace("&amp;", "&")).text("$.state");

    assertThat(comeBack(browser, code(), again).header("Location")).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "&code=, ''", "&code=%20, ''", "&error=access_denied, ''"})
  void a_program_is_told_of_a_refusal_by_code_and_the_attempt_is_used(String rest, String unused) {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");

    Answer answer = browser.copy().ask("/v1/logins/WX/callback?state=" + state + rest);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("login_declined");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(browser.ask(callback(code(), state)).code()).isEqualTo("state_mismatch");
    assertThat(exchanges()).isZero();
  }

  @Test
  void a_code_that_wechat_refuses_ends_the_attempt_in_wechats_words() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");

    Answer answer = comeBack(browser, "0a1B2c3D4e5F6g7H", state);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.http().body()).contains("<h1>获取微信授权失败</h1>");
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void a_page_without_an_attempt_leads_home() {
    Answer answer = comeBack(browser(), code(), "0123456789abcdefghijABCDEFGHIJ01");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.http().body()).contains("<h1>无法完成这次登录</h1>", "href=\"/\"");
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
