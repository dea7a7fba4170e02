package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SEC-09: what answers and addresses tell to others than the browser that they are for. */
class BrowserLeakTest extends AttackSetting {

  @Test
  void sec_09_no_answer_can_be_framed_guessed_at_kept_or_traced_back() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");
    String landing = callback(code(), state);
    expectedExchanges = 2;

    List<Answer> answers =
        List.of(
            browser.go("/v1/logins/WX/start?channel=web"),
            browser.ask("/v1/logins/WX/start?channel=web"),
            browser.go("/v1/logins/WX/start"),
            browser.go(landing),
            browser.go(landing),
            browser().go(landing),
            browser().ask(landing),
            browser.go(landing + "&code=x"),
            calls().login("WX", "app", WECHAT.simulator().codeFor("xiaoming", "app")),
            calls().post("[]"),
            calls().get("/nowhere"),
            calls().get("/v1/logins"));

    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
          assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
          // SEC-54.
          assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
          assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
          assertThat(answer.header("Strict-Transport-Security")).isEmpty();
          assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
          assertThat(answer.http().headers().allValues("Content-Security-Policy"))
              .singleElement()
              .asString()
              .contains("default-src 'none'", "frame-ancestors 'none'")
              .doesNotContain("unsafe", "script-src");
          assertThat(answer.http().body()).doesNotContain("<script", "onload", "style=");
        });
  }

  @Test
  void sec_09_no_url_that_we_send_a_browser_to_holds_a_secret() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "https://shop.example/cart");
    String code = code();
    expectedExchanges = 1;

    Answer landed = comeBack(browser, code, state);
    Answer page = comeBack(browser(), code, state);

    assertThat(landed.header("Location")).isEqualTo("https://shop.example/cart");
    assertThat(page.http().body()).doesNotContain(code, state);
    assertThat(browser().go("/v1/logins/WX/start?channel=web").header("Location"))
        .doesNotContain(WECHAT.simulator().secret("web"));
  }
}
