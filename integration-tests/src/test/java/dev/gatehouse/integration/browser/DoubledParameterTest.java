package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-07: no parameter may be there twice, so that no two readers read different ones. */
class DoubledParameterTest extends AttackSetting {

  @ParameterizedTest
  @ValueSource(strings = {"code=x", "state=x", "other=1&other=2", "c%6Fde=x", "state="})
  void sec_07_a_doubled_parameter_is_refused_and_costs_no_attempt(String more) {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");
    String landing = callback(code(), state);

    Answer answer = browser.ask(landing + "&" + more);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_request");
    assertThat(answer.text("$.errors[0].reason")).isEqualTo("doubled");
    assertThat(browser.go(landing + "&" + more).header("Content-Type")).startsWith("text/html");

    expectedExchanges = 1;
    assertThat(browser.go(landing).status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/logins/WX/start?channel=web&channel=app",
        "/v1/logins/WX/start?channel=web&returnTo=/&returnTo=https://evil.example",
      })
  void sec_07_nothing_begins_with_a_doubled_parameter(String path) {
    Browser browser = browser();

    assertThat(browser.ask(path).code()).isEqualTo("invalid_request");
    assertThat(browser.cookies()).isEmpty();
  }
}
