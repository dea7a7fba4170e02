package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A login method is linked, and a session confirmed, by way of the provider's page. */
class BrowserLinkTest extends BrowserLoginSetting {

  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([\\w-]+)\"");
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final String PROOF = "gatehouse_proof";

  @Autowired private DataSource dataSource;

  private final String owner = "owner-" + UUID.randomUUID();
  private final String second = "second-" + UUID.randomUUID();

  @Test
  void a_person_links_a_second_identity_and_is_the_same_user_by_either() {
    Browser browser = signedIn(owner);

    Answer page = browser.go(callback(code(second, "web"), beginLink(browser, "/account?tab=1")));
    Answer linked = confirm(browser, page);

    assertThat(page.status()).isEqualTo(200);
    // accounts.md 3, case 20: the page names the account.
    assertThat(page.http().body())
        .contains("<dd class=\"account\" translate=\"no\"><bdi>" + owner + "</bdi>");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    // With no-referrer a browser would say Origin: null of its form.
    assertThat(page.header("Referrer-Policy")).isEqualTo("strict-origin");
    assertThat(linked.status()).isEqualTo(303);
    assertThat(linked.header("Location")).isEqualTo("/account?tab=1&linked=WX");
    assertThat(browser.cookiesNamed(PROOF)).isEmpty();
    assertThat(me(signedIn(second))).isEqualTo(me(browser));
    assertThat(me(signedIn(owner))).isEqualTo(me(browser));
  }

  /** SEC-31. */
  @Test
  void the_audit_log_names_the_channel_of_a_link() {
    Browser browser = signedIn(owner);
    confirm(browser, browser.go(callback(code(second, "web"), beginLink(browser))));

    assertThat(links(browser)).containsExactly("success web");
  }

  private List<String> links(Browser browser) {
    JdbcTemplate database = new JdbcTemplate(dataSource);
    return Awaitility.await()
        .until(
            () ->
                database.queryForList(
                    "select concat(`outcome`, ' ', `channel`) from `audit_log`"
                        + " where `event` = 'link' and `user_id` = ?",
                    String.class,
                    me(browser)),
            rows -> !rows.isEmpty());
  }

  @Test
  void an_identity_of_another_user_is_taken() {
    signedIn(second);
    Browser browser = signedIn(owner);

    Answer page = browser.go(callback(code(second, "web"), beginLink(browser)));

    assertThat(confirm(browser, page).code()).isEqualTo("identity_taken");
    assertThat(links(browser)).containsExactly("identity_taken web");
    assertThat(me(signedIn(second))).isNotEqualTo(me(browser));
  }

  /** SEC-63; accounts.md 3, cases 17 and 19. */
  @Test
  void what_comes_back_to_another_session_or_to_none_is_a_mismatch_without_a_call() {
    Browser attacker = signedIn(owner);
    String state = beginLink(attacker);
    String code = code(second, "web");
    Browser victim = signedIn(second);
    Browser stranger = browser();
    Browser signedOut = attacker.copy();
    signedOut.cookies().remove("gatehouse_session");
    long exchanges = exchanges();

    Answer led = victim.ask(callback(code, state));
    victim.cookies().put(PROOF, attacker.cookie(PROOF));
    stranger.cookies().put(PROOF, attacker.cookie(PROOF));
    Answer planted = victim.ask(callback(code, state));

    assertThat(led.code()).isEqualTo("state_mismatch");
    assertThat(planted.code()).isEqualTo("state_mismatch");
    assertThat(stranger.ask(callback(code, state)).code()).isEqualTo("state_mismatch");
    assertThat(signedOut.ask(callback(code, state)).code()).isEqualTo("state_mismatch");
    assertThat(exchanges()).isEqualTo(exchanges);
  }

  /** SEC-57; accounts.md 3, case 16. */
  @Test
  void a_session_that_is_fresh_at_the_start_and_not_at_the_end_links_nothing() {
    Browser browser = signedIn(owner);
    CLOCK.advance(Duration.ofMinutes(4));
    String state = beginLink(browser);
    CLOCK.advance(Duration.ofMinutes(2));
    long exchanges = exchanges();

    assertThat(browser.ask(callback(code(second, "web"), state)).code())
        .isEqualTo("confirmation_required");
    assertThat(exchanges()).isEqualTo(exchanges);
    assertThat(browser.ask("/v1/me/login-methods/WX/start?channel=web").code())
        .isEqualTo("confirmation_required");
  }

  /** SEC-63; accounts.md 3, case 18. */
  @Test
  void a_proof_and_a_login_do_not_take_each_others_place() {
    Browser browser = signedIn(owner);
    String link = beginLink(browser);
    String login = browser.begin("WX", "web", "/");
    Browser onlyLogin = browser.copy();
    onlyLogin.cookies().remove(PROOF);
    Browser onlyLink = browser.copy();
    onlyLink.cookiesNamed("gatehouse_attempt").forEach(onlyLink.cookies()::remove);

    assertThat(onlyLogin.ask(callback(code(second, "web"), link)).code())
        .isEqualTo("state_mismatch");
    assertThat(onlyLink.ask(callback(code(second, "web"), login)).code())
        .isEqualTo("state_mismatch");
  }

  /** SEC-64. */
  @Test
  void a_ticket_links_once_in_its_own_session_and_from_our_own_page() {
    Browser browser = signedIn(owner);
    Answer page = browser.go(callback(code(second, "web"), beginLink(browser)));
    String ticket = group(TICKET, page);
    Browser other = signedIn("other-" + owner);

    assertThat(post(other, page, ticket).code()).isEqualTo("state_mismatch");
    assertThat(post(browser, page, ticket.substring(1)).code()).isEqualTo("state_mismatch");
    assertThat(
            browser
                .send(request(page, "ticket=" + ticket).header("Sec-Fetch-Site", "cross-site"))
                .code())
        .isEqualTo("session_invalid");
    assertThat(confirm(browser, page).status()).isEqualTo(303);
    assertThat(confirm(browser, page).code()).isEqualTo("state_mismatch");
  }

  @Test
  void a_person_confirms_by_way_of_the_provider_and_can_then_link() {
    Browser browser = signedIn(owner);
    CLOCK.advance(Duration.ofMinutes(6));
    String state =
        browser.ask("/v1/session/confirm/WX/start?channel=web&returnTo=/account").text("$.state");

    Answer confirmed = browser.go(callback(code(owner, "web"), state));

    assertThat(confirmed.status()).isEqualTo(303);
    assertThat(confirmed.header("Location")).isEqualTo("/account?confirmed=WX");
    assertThat(browser.ask("/v1/me/login-methods/WX/start?channel=web").status()).isEqualTo(200);
  }

  /** SEC-58. */
  @Test
  void another_person_confirms_nothing() {
    Browser browser = signedIn(owner);
    CLOCK.advance(Duration.ofMinutes(6));
    String state = browser.ask("/v1/session/confirm/WX/start?channel=web").text("$.state");

    assertThat(browser.ask(callback(code(second, "web"), state)).code())
        .isEqualTo("credential_rejected");
    assertThat(browser.ask("/v1/me/login-methods/WX/start?channel=web").code())
        .isEqualTo("confirmation_required");
  }

  @Test
  void a_person_who_declines_links_nothing() {
    Browser browser = signedIn(owner);

    assertThat(browser.ask("/v1/logins/WX/callback?state=" + beginLink(browser)).code())
        .isEqualTo("login_declined");
  }

  @Test
  void without_a_session_nothing_begins() {
    assertThat(browser().ask("/v1/me/login-methods/WX/start?channel=web").code())
        .isEqualTo("session_invalid");
    assertThat(browser().ask("/v1/session/confirm/WX/start?channel=web").code())
        .isEqualTo("session_invalid");
  }

  private Browser signedIn(String person) {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");
    assertThat(comeBack(browser, code(person, "web"), state).status()).isEqualTo(303);
    return browser;
  }

  private static String beginLink(Browser browser) {
    return beginLink(browser, "/account");
  }

  private static String beginLink(Browser browser, String returnTo) {
    return browser
        .ask(
            "/v1/me/login-methods/WX/start?channel=web&returnTo="
                + returnTo.replace("?", "%3F").replace("=", "%3D"))
        .text("$.state");
  }

  private static String me(Browser browser) {
    return browser.ask("/v1/me").value("$.id").toString();
  }

  private Answer confirm(Browser browser, Answer page) {
    return post(browser, page, group(TICKET, page));
  }

  private Answer post(Browser browser, Answer page, String ticket) {
    return browser.send(request(page, "ticket=" + ticket).header("Accept", "application/json"));
  }

  private HttpRequest.Builder request(Answer page, String form) {
    return calls()
        .request(group(ACTION, page))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private static String group(Pattern pattern, Answer page) {
    Matcher found = pattern.matcher(page.http().body());
    assertThat(found.find()).as(page.http().body()).isTrue();
    return found.group(1);
  }
}
