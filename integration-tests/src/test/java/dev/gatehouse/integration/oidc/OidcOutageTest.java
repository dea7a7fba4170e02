package dev.gatehouse.integration.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The database is lost between the steps of a login for a client. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.limits.requests-per-minute=0",
      "gatehouse.oidc.clients.page.redirect-uris=https://page.example/",
      "gatehouse.oidc.clients.page.scopes=openid,offline_access"
    })
class OidcOutageTest {

  @LocalServerPort private int port;
  @Autowired private InMemorySessionStore sessions;
  @Autowired private InMemoryUsedStateStore usedCodes;

  @AfterEach
  void recover() {
    sessions.recover();
    usedCodes.recover();
  }

  @Test
  void an_authorization_request_is_answered_and_can_be_repeated() {
    RelyingParty page = page();
    Browser browser = signedIn();
    sessions.fail();

    Answer lost = browser.go(page.authorizePath());

    assertThat(lost.status()).isEqualTo(503);
    assertThat(lost.header("Retry-After")).matches("[1-9]\\d*");
    sessions.recover();
    assertThat(page.redeem(code(browser, page)).status()).isEqualTo(200);
  }

  /** Before the session of the code is there. */
  @Test
  void a_code_is_not_lost_with_the_sessions() {
    RelyingParty page = page();
    String code = code(signedIn(), page);
    sessions.fail();

    assertUnavailable(page.redeem(code));

    sessions.recover();
    assertRedeemedOnce(page, code);
  }

  /** Between the session of the code and the note that the code is used. */
  @Test
  void a_code_is_not_lost_between_its_two_steps() {
    RelyingParty page = page();
    String code = code(signedIn(), page);
    usedCodes.fail();

    assertUnavailable(page.redeem(code));
    assertUnavailable(page.redeem(code));

    usedCodes.recover();
    assertRedeemedOnce(page, code);
  }

  @Test
  void a_refresh_token_is_not_lost() {
    RelyingParty page = page();
    String token = page.redeem(code(signedIn(), page)).text("$.refresh_token");
    sessions.fail();

    assertUnavailable(page.refresh(token));

    sessions.recover();
    assertThat(page.refresh(token).status()).isEqualTo(200);
  }

  /** SEC-66: what was repeated after an outage is replayed like any other code. */
  private static void assertRedeemedOnce(RelyingParty page, String code) {
    Answer tokens = page.redeem(code);
    assertThat(tokens.status()).as(tokens.http().body()).isEqualTo(200);
    assertThat(page.userInfo(tokens.text("$.access_token")).status()).isEqualTo(200);

    Answer replayed = page.redeem(code);

    assertThat(replayed.status()).isEqualTo(400);
    assertThat(replayed.text("$.error")).isEqualTo("invalid_grant");
    assertThat(page.userInfo(tokens.text("$.access_token")).status()).isEqualTo(401);
    assertThat(page.refresh(tokens.text("$.refresh_token")).status()).isEqualTo(400);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("$.error")).isEqualTo("temporarily_unavailable");
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
  }

  private RelyingParty page() {
    return RelyingParty.page(new LoginCalls(port)).with("scope", "openid offline_access");
  }

  private Browser signedIn() {
    Browser browser = new Browser(new LoginCalls(port));
    browser
        .cookies()
        .put(
            SessionCalls.COOKIE,
            SessionCalls.Tokens.ofLogin(new SessionCalls(port).login()).refresh());
    return browser;
  }

  private static String code(Browser browser, RelyingParty client) {
    return RelyingParty.code(Browser.target(browser.go(client.authorizePath())));
  }
}
