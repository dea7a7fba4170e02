package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.RedirectProvider;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A public URL with https, no sessions, and a provider and a store that fail when told to. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.public-url=https://login.example",
      "gatehouse.session.enabled=false"
    })
@Import(RedirectProvider.class)
class BrowserLoginOnFakesTest {

  @LocalServerPort private int port;
  @Autowired private FakeRedirectIdentityProvider provider;
  @Autowired private InMemoryUsedStateStore usedStates;
  @Autowired private LoginOrRegister logins;

  @AfterEach
  void recover() {
    provider.recover();
    usedStates.recover();
  }

  /** SEC-03. */
  @Test
  void with_https_the_cookie_is_of_this_host_alone_and_for_encrypted_connections() {
    Answer answer = browser().go("/v1/logins/REDIRECT/start?channel=web");

    assertThat(answer.header("Set-Cookie"))
        .startsWith("__Host-gatehouse_attempt_")
        .contains("; Path=/;", "; Secure;", "; HttpOnly;", "; SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(answer.header("Location"))
        .startsWith("https://provider.example/authorize?")
        .contains("callback=https://login.example/v1/logins/REDIRECT/callback&");
  }

  @Test
  void without_sessions_a_browser_is_sent_on_and_a_program_told_who_it_was() {
    Browser browser = browser();
    String landing = callback(browser.begin("REDIRECT", "web", "/account"));

    Answer landed = browser.go(landing);
    Answer again = browser.ask(landing);
    Answer told = browser.ask(callback(browser.begin("REDIRECT", "web", "/")));

    assertThat(landed.status()).isEqualTo(303);
    assertThat(landed.header("Location")).isEqualTo("/account");
    assertThat(again.code()).isEqualTo("state_mismatch");
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text("$.user.name")).isEqualTo("Oedipus");
    assertThat(told.http().body()).doesNotContain("session");
    assertThat(browser.cookies()).isEmpty();
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(
            new LoginException.CredentialRejected("planted"), 401, "credential_rejected", true),
        Arguments.of(
            new LoginException.AccountRestricted("planted"), 403, "account_restricted", false),
        Arguments.of(new LoginException.PreviewOnly("planted"), 403, "preview_only", true),
        Arguments.of(
            new LoginException.IdentityIncomplete("planted"), 403, "identity_incomplete", false),
        Arguments.of(
            new LoginException.ProviderMisconfigured("planted"),
            502,
            "provider_misconfigured",
            false),
        Arguments.of(
            new LoginException.ProviderUnavailable("planted", Duration.ofSeconds(7)),
            503,
            "provider_unavailable",
            true));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void every_ending_is_a_page_for_a_person_and_a_problem_for_a_program(
      LoginException ending, int status, String code, boolean againHelps) {
    provider.fail(ending);
    Browser browser = browser();

    Answer page = browser.go(callback(browser.begin("REDIRECT", "web", "/")));
    Answer problem = browser.ask(callback(browser.begin("REDIRECT", "web", "/")));

    assertThat(page.status()).isEqualTo(status);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.http().body()).contains(problem.text("$.title")).doesNotContain("planted");
    assertThat(page.http().body().contains("/v1/logins/REDIRECT/start?channel=web"))
        .as("a link to sign in again")
        .isEqualTo(againHelps);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(page.header("Retry-After")).isEqualTo(problem.header("Retry-After"));
    assertThat(browser.cookies()).isEmpty();
  }

  /** SEC-04: who cannot be sure that it is the first time does not try. */
  @Test
  void without_the_store_of_spent_states_the_provider_is_not_asked() {
    int calls = provider.calls();
    Browser browser = browser();
    String landing = callback(browser.begin("REDIRECT", "web", "/account"));
    usedStates.fail();

    Answer page = browser.go(landing);
    Answer problem = browser.ask(landing);

    assertThat(page.status()).isEqualTo(503);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.code()).isEqualTo("storage_unavailable");
    assertThat(problem.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(provider.calls()).isEqualTo(calls);
    usedStates.recover();
    assertThat(browser.go(landing).status()).isEqualTo(303);
  }

  @Test
  void a_method_that_does_not_begin_in_a_browser_has_no_start() {
    assertThat(browser().ask("/v1/logins/FAKE/start?channel=web").code())
        .isEqualTo("unknown_channel");
  }

  @Test
  void the_channel_that_begins_elsewhere_needs_no_state() {
    assertThat(new LoginCalls(port).login("REDIRECT", "app", "code").status()).isIn(200, 201);
    assertThat(new LoginCalls(port).login("REDIRECT", "web", "code").code())
        .isEqualTo("invalid_request");
  }

  /** SEC-01: another front, which takes the use case as it gets it and knows of no browser. */
  @Test
  void a_front_that_knows_nothing_of_browsers_cannot_log_a_browsers_code_in() {
    int calls = provider.calls();

    assertThatThrownBy(() -> logins.login(provider.credential("web", "code")))
        .isInstanceOf(LoginException.InvalidCredential.class);
    assertThat(provider.calls()).isEqualTo(calls);
  }

  @Test
  void an_outage_of_the_provider_is_not_a_reason_to_log_in_twice() {
    provider.fail(FakeIdentityProvider.outage());
    Browser browser = browser();
    Browser copy = browser.copy();
    String landing = callback(browser.begin("REDIRECT", "web", "/"));
    copy.cookies().putAll(browser.cookies());
    int calls = provider.calls();

    assertThat(browser.ask(landing).code()).isEqualTo("provider_unavailable");
    provider.recover();
    assertThat(copy.ask(landing).code()).isEqualTo("state_mismatch");
    assertThat(provider.calls()).isEqualTo(calls + 1);
  }

  private Browser browser() {
    return new Browser(new LoginCalls(port));
  }

  private static String callback(String state) {
    return "/v1/logins/REDIRECT/callback?code=code&state=" + state;
  }
}
