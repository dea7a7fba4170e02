package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-01 to SEC-06: states and cookies that were made up, moved, copied or used before. */
class ForgedAttemptTest extends AttackSetting {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&state=",
        "&state=undefined",
        "&state=" + UNKNOWN_STATE,
        "&state=0",
        "&state=%00",
        "&state=" + UNKNOWN_STATE + "%23wechat_redirect",
      })
  void sec_01_a_login_needs_a_state_that_was_issued_here(String state) {
    Browser browser = browser();
    browser.begin("WX", "web", "/");

    assertRefused(browser.ask("/v1/logins/WX/callback?code=" + code() + state));
    assertRefused(browser().ask("/v1/logins/WX/callback?code=" + code() + state));
  }

  /** Login CSRF: the attacker's own state and code, brought to the victim's browser. */
  @Test
  void sec_01_a_state_of_another_browser_is_none() {
    String attackers = browser().begin("WX", "web", "/");
    Browser victim = browser();
    victim.begin("WX", "web", "/");

    assertRefused(victim.ask(callback(code(), attackers)));
    assertRefused(browser().ask(callback(code(), attackers)));
    assertRefused(browser().ask("/v1/logins/WX/callback?state=" + attackers));
    assertThat(comeBack(victim, code(), attackers).status()).isEqualTo(403);
    assertThat(victim.cookies()).doesNotContainKey("gatehouse_session");
  }

  @Test
  void sec_01_ten_minutes_are_enough() {
    Browser browser = browser();
    String early = browser.begin("WX", "web", "/");
    String late = browser.begin("WX", "web", "/");

    CLOCK.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(comeBack(browser, code(), early).status()).isEqualTo(303);
    expectedExchanges = 1;

    CLOCK.advance(Duration.ofMillis(1));
    assertRefused(browser.ask(callback(code(), late)));
    assertRefused(browser.login("WX", "web", code(), late));
  }

  @Test
  void sec_01_a_browsers_channel_has_no_way_around_the_state() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");

    Answer without = browser.copy().post(body("web", code(), ""));
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.code()).isEqualTo("invalid_request");
    assertThat(without.text("$.errors[0].field")).isEqualTo("credential.state");
    assertThat(without.text("$.errors[0].reason")).isEqualTo("missing");
    assertThat(browser.copy().post(body("web", code(), ",\"state\":\" \"")).code())
        .isEqualTo("invalid_request");
    assertRefused(browser.copy().login("WX", "web", code(), UNKNOWN_STATE));
    assertRefused(browser.copy().login("WX", "web", code(), "short"));
    assertRefused(browser().login("WX", "web", code(), state));
    assertThat(browser.copy().login("WX", " web", code(), state).code())
        .isEqualTo("unknown_channel");
  }

  @Test
  void sec_02_no_two_states_are_alike_and_each_is_long_enough() {
    Browser browser = browser();
    Set<String> states = new HashSet<>();

    for (int i = 0; i < 50; i++) {
      String state = browser.begin("WX", "web", "/");
      assertThat(state).matches("[0-9A-Za-z]{32,128}");
      assertThat(states.add(state)).isTrue();
    }
  }

  @Test
  void sec_03_a_cookie_cannot_be_changed_or_moved() {
    Browser browser = browser();
    String one = browser.begin("WX", "web", "/");
    String nameOfOne = browser.cookiesNamed("gatehouse_attempt_").getFirst();
    String two = browser.begin("WX", "web", "/");
    String nameOfTwo = browser.cookiesNamed("gatehouse_attempt_").getLast();
    String sealed = browser.cookie(nameOfOne);

    for (String value : List.of("", "x", flipped(sealed), sealed.substring(4), sealed + "AAAA")) {
      Browser tampering = browser.copy();
      tampering.cookies().put(nameOfOne, value);
      assertRefused(tampering.ask(callback(code(), one)));
      assertRefused(tampering.login("WX", "web", code(), one));
    }
    Browser moving = browser.copy();
    moving.cookies().put(nameOfTwo, sealed);
    assertRefused(moving.ask(callback(code(), two)));
  }

  @Test
  void sec_03_a_jar_that_was_copied_before_the_login_is_worth_nothing_after_it() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");
    Browser thief = browser.copy();

    assertThat(comeBack(browser, code(), state).status()).isEqualTo(303);
    expectedExchanges = 1;

    assertRefused(thief.copy().ask(callback(code(), state)));
    assertRefused(thief.copy().login("WX", "web", code(), state));
    assertRefused(thief.copy().ask("/v1/logins/WX/callback?state=" + state));
    assertThat(comeBack(thief, code(), state).status()).isEqualTo(403);
    assertThat(thief.cookies()).doesNotContainKey("gatehouse_session");
  }

  @Test
  void sec_04_of_fifty_callbacks_at_once_one_reaches_wechat() throws Exception {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/account");
    String code = code();
    CountDownLatch start = new CountDownLatch(1);

    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        // Half with the same code, half with one of their own.
        String landing = callback(i % 2 == 0 ? code : code(), state);
        Browser copy = browser.copy();
        calls.add(
            threads.submit(() -> {
              start.await();
              return copy.go(landing);
            }));
      }
      start.countDown();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
    }

    expectedExchanges = 1;
    assertThat(answers).filteredOn(answer -> answer.status() == 303).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 403).hasSize(49);
  }

  @Test
  void sec_06_method_and_channel_are_those_of_the_attempt() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");

    assertRefused(browser.copy().ask("/v1/logins/P/callback?code=x&state=" + state));
    assertRefused(browser.copy().ask("/v1/logins/wx/callback?code=x&state=" + state));
    assertRefused(browser.copy().ask("/v1/logins/P/callback?state=" + state));
    assertRefused(browser.copy().login("WX", "shop", code(), state));
  }

  @Test
  void sec_06_what_the_query_says_of_channel_and_target_is_not_read() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/account");

    Answer answer =
        browser.go(callback(code(), state) + "&channel=app&returnTo=https://evil.example&method=P");

    expectedExchanges = 1;
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/account");
  }

  private static String body(String channel, String code, String more) {
    return "{\"method\":\"WX\",\"credential\":{\"channel\":\"%s\",\"code\":\"%s\"%s}}"
        .formatted(channel, code, more);
  }

  private static String flipped(String sealed) {
    char last = sealed.charAt(20);
    return sealed.substring(0, 20) + (last == 'A' ? 'B' : 'A') + sealed.substring(21);
  }
}
