package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several attempts in one browser, and attempts that it comes back to. */
class BrowserAttemptsTest extends BrowserLoginSetting {

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
    Browser otherUser = browser.copy();
    Browser another = browser();
    comeBack(another, code(), another.begin("WX", "web", "/"));
    otherUser.cookies().put("gatehouse_session", another.cookie("gatehouse_session"));
    Browser forged = browser.copy();
    forged.cookies().put("gatehouse_session", "forged");

    for (Browser each : List.of(signedOut, otherUser, forged)) {
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
}
