package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A person who is unknown is asked before a user is registered, in browsers. */
@TestPropertySource(properties = "gatehouse.registration.mode=ask")
class AskedBrowserLoginTest extends BrowserLoginSetting {

  private static final String CONTINUE = "/v1/logins/continue";
  private static final String COOKIE = "gatehouse_registration";
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([\\w-]+)\"");

  private final String owner = "owner-" + UUID.randomUUID();
  private final String second = "second-" + UUID.randomUUID();

  @Test
  void a_person_who_is_new_is_asked_and_then_registered() {
    Browser browser = browser();

    Answer page = asked(browser, second, "/account?tab=1");
    Answer registered = answer(browser, page, "new");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.http().body())
        .contains("首次登录", "我是新用户，立即注册", "微信", "returnTo=%2Fv1%2Flogins%2Fcontinue")
        .doesNotContain("<script", "id=\"account\"");
    assertThat(registered.status()).isEqualTo(303);
    assertThat(registered.header("Location")).isEqualTo("/account?tab=1");
    assertThat(browser.cookiesNamed(COOKIE)).isEmpty();
    assertThat(browser.ask("/v1/me").text("$.name")).isEqualTo(second);
    Browser again = browser();
    assertThat(comeBack(again, code(second, "web"), again.begin("WX", "web", "/x")).http())
        .satisfies(back -> assertThat(back.headers().firstValue("Location")).contains("/x"));
    assertThat(me(again)).isEqualTo(me(browser));
  }

  @Test
  void a_person_with_an_account_signs_in_and_links_it() {
    Browser browser = browser();
    registered(browser(), owner);
    asked(browser, second, "/account");
    comeBack(browser, code(owner, "web"), browser.begin("WX", "web", CONTINUE));

    Answer page = browser.go(CONTINUE);
    Answer linked = answer(browser, page, "link");

    assertThat(page.http().body()).contains("id=\"account\"", "<bdi>" + owner + "</bdi>");
    assertThat(linked.status()).isEqualTo(303);
    assertThat(linked.header("Location")).isEqualTo("/account?linked=WX");
    assertThat(browser.cookiesNamed(COOKIE)).isEmpty();
    Browser bySecond = browser();
    comeBack(bySecond, code(second, "web"), bySecond.begin("WX", "web", "/"));
    assertThat(me(bySecond)).isEqualTo(me(browser));
  }

  @Test
  void the_page_speaks_english() {
    Browser browser = browser().speaking("en");

    assertThat(asked(browser, second, "/").http().body())
        .contains("New here?", "I am new: register", "I have an account");
  }

  /** SEC-80. */
  @Test
  void a_ticket_of_a_browser_works_in_that_browser_alone() {
    Browser browser = browser();
    Answer page = asked(browser, second, "/");
    Browser other = browser();
    asked(other, "other-" + second, "/");
    Browser none = browser();

    assertThat(answer(other, page, "new").code()).isEqualTo("credential_rejected");
    assertThat(answer(none, page, "new").code()).isEqualTo("credential_rejected");
    assertThat(none.ask(CONTINUE).code()).isEqualTo("credential_rejected");
    none.cookies().put(COOKIE, "planted");
    assertThat(none.ask(CONTINUE).code()).isEqualTo("credential_rejected");
    Browser copy = browser.copy();
    assertThat(answer(browser, page, "new").status()).isEqualTo(303);
    assertThat(answer(copy, page, "new").code()).isEqualTo("credential_rejected");
  }

  /** SEC-26, SEC-81. */
  @Test
  void a_link_needs_a_fresh_session_and_a_page_of_ours() {
    Browser browser = browser();
    registered(browser, owner);
    Answer page = asked(browser, second, "/");
    String form = "ticket=" + group(page) + "&as=link";

    assertThat(browser.send(form(form).header("Sec-Fetch-Site", "cross-site")).code())
        .isEqualTo("credential_rejected");
    CLOCK.advance(Duration.ofMinutes(6));
    assertThat(browser.go(CONTINUE).http().body()).doesNotContain("id=\"account\"");
    assertThat(browser.send(form(form).header("Accept", "application/json")).code())
        .isEqualTo("confirmation_required");
    comeBack(browser, code(owner, "web"), browser.begin("WX", "web", CONTINUE));
    assertThat(browser.send(form(form)).status()).isEqualTo(303);
  }

  @Test
  void a_script_of_a_page_of_ours_gets_the_ticket_and_answers_by_its_cookie() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");

    Answer asked = browser.ask(callback(code(second, "web"), state));
    Answer registered =
        browser.send(
            calls()
                .request(CONTINUE)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"ticket\":\"" + asked.text("$.ticket") + "\",\"as\":\"new\"}")));

    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.code()).isEqualTo("not_registered");
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.text("$.user.name")).isEqualTo(second);
  }

  /** SEC-26. */
  @Test
  void a_page_of_another_site_registers_no_user() {
    Browser browser = browser();
    Answer page = asked(browser, second, "/");
    String form = "ticket=" + group(page) + "&as=new";

    for (String[] header :
        new String[][] {
          {"Origin", "https://evil.example"}, {"Origin", "null"}, {"Sec-Fetch-Site", "same-site"}
        }) {
      assertThat(
              browser
                  .send(
                      form(form).header(header[0], header[1]).header("Accept", "application/json"))
                  .code())
          .isEqualTo("credential_rejected");
    }
    assertThat(answer(browser, page, "new").status()).isEqualTo(303);
  }

  @Test
  void a_form_of_another_shape_is_refused() {
    Browser browser = browser();
    String ticket = group(asked(browser, second, "/"));

    for (String body :
        new String[] {"", "ticket=" + ticket, "as=new", "ticket=" + ticket + "&as=new&as=link"}) {
      assertThat(browser.send(form(body).header("Accept", "application/json")).code())
          .as(body)
          .isEqualTo("credential_rejected");
    }
  }

  /** Another site to which the answer leads is one that the browser may be sent to. */
  @Test
  void the_policy_of_the_page_allows_where_the_answer_leads() {
    Answer page = asked(browser(), second, "https%3A%2F%2Fshop.example%2Fhome");

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "form-action 'self' https://shop.example;")
        .doesNotContain("unsafe", "script-src");
    // With no-referrer a browser would say Origin: null of its form.
    assertThat(page.header("Referrer-Policy")).isEqualTo("strict-origin");
  }

  private static Answer asked(Browser browser, String person, String returnTo) {
    String state = browser.begin("WX", "web", returnTo.replace("?", "%3F").replace("=", "%3D"));
    Answer back = comeBack(browser, code(person, "web"), state);
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.header("Location")).isEqualTo(CONTINUE);
    return browser.go(CONTINUE);
  }

  private void registered(Browser browser, String person) {
    assertThat(answer(browser, asked(browser, person, "/"), "new").status()).isEqualTo(303);
  }

  private Answer answer(Browser browser, Answer page, String as) {
    return browser.send(
        form("ticket=" + group(page) + "&as=" + as).header("Accept", "application/json"));
  }

  private HttpRequest.Builder form(String body) {
    return calls()
        .request(CONTINUE)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private static String me(Browser browser) {
    return browser.ask("/v1/me").value("$.id").toString();
  }

  private static String group(Answer page) {
    Matcher found = TICKET.matcher(page.http().body());
    assertThat(found.find()).as(page.http().body()).isTrue();
    return found.group(1);
  }
}
