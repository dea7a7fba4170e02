package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * An official account that asks nothing first, and sends the person to WeChat again only if that
 * does not suffice.
 */
@TestPropertySource(properties = "gatehouse.wechat.apps.h5.scope=base-first")
class SilentFirstTest extends BrowserLoginSetting {

  @Test
  void an_unknown_person_is_asked_and_registered_with_a_name() {
    Browser browser = browser();
    String silent = stateOf(start(browser), "snsapi_base");

    Answer asked = comeBack(browser, silentCode("first-time"), silent);
    String state = stateOf(asked, "snsapi_userinfo");
    Answer landed = comeBack(browser, code("first-time", "h5"), state);

    assertThat(state).isNotEqualTo(silent);
    assertThat(landed.status()).isEqualTo(303);
    assertThat(landed.header("Location")).isEqualTo("/account");
    assertThat(browser.ask("/v1/me").text("$.name")).isEqualTo("first-time");
  }

  @Test
  void a_returning_person_is_in_after_one_silent_trip_and_one_call() {
    code("returning", "h5");
    calls().login("WX", "app", code("returning", "app"));
    Browser browser = browser();
    String silent = stateOf(start(browser), "snsapi_base");
    long calls = WECHAT.simulator().calls().size();

    Answer landed = comeBack(browser, silentCode("returning"), silent);

    assertThat(landed.header("Location")).isEqualTo("/account");
    assertThat(WECHAT.simulator().calls()).hasSize((int) calls + 1);
    assertThat(browser.ask("/v1/me").text("$.name")).isEqualTo("returning");
  }

  /** SEC-01, SEC-03: another browser cannot finish the second trip. */
  @Test
  void the_second_trip_is_bound_to_the_browser_and_good_once() {
    Browser browser = browser();
    Answer asked = comeBack(browser, silentCode("bound"), stateOf(start(browser), "snsapi_base"));
    String state = stateOf(asked, "snsapi_userinfo");
    Browser before = browser.copy();
    long exchanges = exchanges();

    Answer stranger = browser().ask(callback(code("bound", "h5"), state));
    assertThat(stranger.code()).isEqualTo("state_mismatch");
    assertThat(exchanges()).isEqualTo(exchanges);

    assertThat(comeBack(browser, code("bound", "h5"), state).header("Location"))
        .isEqualTo("/account");
    Answer copied = before.ask(callback(code("bound", "h5"), state));
    assertThat(copied.code()).isEqualTo("state_mismatch");
    assertThat(exchanges()).isEqualTo(exchanges + 1);
  }

  /** SEC-04. */
  @Test
  void the_state_of_the_first_trip_is_good_once() {
    Browser browser = browser();
    String silent = stateOf(start(browser), "snsapi_base");
    Browser copy = browser.copy();
    comeBack(browser, silentCode("once"), silent);
    long exchanges = exchanges();

    Answer replayed = copy.ask(callback(code("once", "h5"), silent));
    Answer twice = comeBack(browser, code("once", "h5"), silent);

    assertThat(replayed.code()).isEqualTo("state_mismatch");
    // A callback that WeChat sends twice asks the person again and exchanges nothing.
    stateOf(twice, "snsapi_userinfo");
    assertThat(exchanges()).isEqualTo(exchanges);
    assertThat(browser.ask("/v1/me").code()).isEqualTo("session_invalid");
  }

  /** The scope stands in a URL that a person can change. */
  @Test
  void there_is_no_third_trip() {
    Browser browser = browser();
    Answer asked = comeBack(browser, silentCode("changed"), stateOf(start(browser), "snsapi_base"));

    Answer refused =
        browser.ask(callback(silentCode("changed"), stateOf(asked, "snsapi_userinfo")));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("consent_required");
    assertThat(refused.http().body()).doesNotContain("authorizationUrl");
    assertThat(refused.header("Set-Cookie")).contains("Max-Age=0");
  }

  @Test
  void a_script_is_told_where_the_person_consents() {
    Browser browser = browser();
    String silent = stateOf(start(browser), "snsapi_base");

    Answer refused = browser.login("WX", "h5", silentCode("by-script"), silent);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("consent_required");
    Map<String, String> query = query(URI.create(refused.text("$.authorizationUrl")));
    assertThat(query).containsEntry("scope", "snsapi_userinfo");
    Answer in = browser.login("WX", "h5", code("by-script", "h5"), query.getOrDefault("state", ""));
    assertThat(in.status()).isEqualTo(201);
    assertThat(in.text("$.user.name")).isEqualTo("by-script");
  }

  @Test
  void a_person_who_declines_the_second_time_is_not_registered() {
    Browser browser = browser();
    Answer asked =
        comeBack(browser, silentCode("unwilling"), stateOf(start(browser), "snsapi_base"));

    Answer declined =
        browser.ask("/v1/logins/WX/callback?state=" + stateOf(asked, "snsapi_userinfo"));

    assertThat(declined.code()).isEqualTo("login_declined");
    assertThat(calls().login("WX", "app", code("unwilling", "app")).status()).isEqualTo(201);
  }

  /** A proof for a change of the account is never silent. */
  @Test
  void a_confirmation_asks_the_person_at_once() {
    Browser browser = browser();
    comeBack(browser, code("owner", "h5"), stateOf(start(browser), "snsapi_base"));

    Answer confirm = browser.go("/v1/session/confirm/WX/start?channel=h5&returnTo=/account");

    stateOf(confirm, "snsapi_userinfo");
  }

  private static Answer start(Browser browser) {
    return browser.go("/v1/logins/WX/start?channel=h5&returnTo=/account");
  }

  /** A code that WeChat gives without a question. */
  private static String silentCode(String person) {
    WECHAT.simulator().addPerson(Person.named(person, person));
    return WECHAT.simulator().baseCodeFor(person, "h5");
  }

  /** The state for WeChat's page, to which the answer sends the browser. */
  private static String stateOf(Answer answer, String scope) {
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(303);
    Map<String, String> query = query(Browser.target(answer));
    assertThat(query).containsEntry("scope", scope);
    return query.getOrDefault("state", "");
  }

  private static Map<String, String> query(URI page) {
    return Arrays.stream(page.getQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
