package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins from a browser that are declined or refused, and the way on from there. */
class BrowserRefusalTest extends BrowserLoginSetting {

  @ParameterizedTest
  @CsvSource({
    "zh-CN, zh, 登录已取消, 重新登录",
    "en-US, en, Login declined, Sign in again",
  })
  void a_user_who_declined_reads_a_page_and_can_begin_again(
      String accept, String language, String title, String again) {
    Browser browser = browser().speaking(accept);
    String state = browser.begin("WX", "web", "/account?x=1%262");

    Answer answer = browser.go("/v1/logins/WX/callback?state=" + state);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(answer.header("Content-Language")).isEqualTo(language);
    assertThat(answer.http().body())
        .contains("<html lang=\"" + language, "<h1>" + title + "</h1>", ">" + again + "<");
    Matcher link =
        Pattern.compile("<a class=\"main\" href=\"([^\"]+)\"").matcher(answer.http().body());
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
    Matcher link = Pattern.compile("<a class=\"main\" href=\"([^\"]+)\"").matcher(page);
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
}
