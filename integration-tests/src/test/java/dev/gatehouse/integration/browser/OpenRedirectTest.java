package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-08: where a browser is sent after a login, and how. */
class OpenRedirectTest extends AttackSetting {

  /** ReturnTargetsTest has many more; these show that the check stands where it should. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "account",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "/\r\nSet-Cookie: x=y",
        "/%0d%0aSet-Cookie:x=y",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "https://evil.example",
        "https://evil.example#https://shop.example",
        "https://shop.example@evil.example",
        "https://shop.example:x@evil.example/",
        "https://user@shop.example",
        "https://shop.example.evil.example",
        "https://shop.example.",
        "https://shop.example:444",
        "https://shop.example\\@evil.example",
        "https://sh\u043ep.example",
        "https://shop\u3002example",
        "http://shop.example",
        "http://localhost:3001",
        "http://127.0.0.1:8081/",
        "https://127.0.0.1:8080/",
        "javascript:alert(1)",
        "JAVASCRIPT://shop.example/%0aalert(1)",
        "data:text/html,x",
        "/%2fevil.example",
        "%2f%2fevil.example",
        "/%5cevil.example",
        "/%252fevil.example",
        "/%EF%BC%8Fevil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/account/../admin",
        "/\u0000",
        "/<script>",
      })
  void sec_08_no_browser_is_sent_to_a_target_that_is_not_allowed(String target) {
    Browser browser = browser();
    String path =
        "/v1/logins/WX/start?channel=web&returnTo="
            + URLEncoder.encode(target, StandardCharsets.UTF_8);

    Answer answer = browser.ask(path);
    Answer page = browser.go(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_request");
    assertThat(answer.text("$.errors[0].field")).isEqualTo("returnTo");
    assertThat(answer.text("$.errors[0].reason")).isEqualTo("not_allowed");
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.http().body()).doesNotContain("evil");
    assertThat(List.of(answer, page))
        .allSatisfy(each ->
            assertThat(each.http().headers().map()).doesNotContainKeys("location", "set-cookie"));
  }

  /** A browser sends a form on after 307, and the code with it after a GET that is not a 303. */
  @Test
  void sec_08_every_redirect_is_a_303() {
    Browser browser = browser();
    String start = "/v1/logins/WX/start?channel=web";
    String landing = callback(code(), browser.begin("WX", "web", "/"));
    expectedExchanges = 1;

    assertThat(browser.go(start).status()).isEqualTo(303);
    assertThat(browser.go(landing).status()).isEqualTo(303);
    assertThat(browser.go(landing).status()).isEqualTo(303);
  }
}
