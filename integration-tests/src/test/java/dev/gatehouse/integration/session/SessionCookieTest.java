package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.integration.support.TestSettings;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session in a browser, which goes by its cookie and may be led astray by other sites. */
class SessionCookieTest extends SessionLifeSetting {

  @Test
  void a_browser_goes_by_its_cookie() {
    Tokens tokens = login();

    Answer me = calls.withCookie("GET /v1/me", tokens.refresh());
    Answer refreshed =
        calls.withCookie(
            "POST /v1/session/refresh",
            tokens.refresh(),
            "Sec-Fetch-Site",
            "same-origin",
            "Origin",
            TestSettings.PUBLIC_URL);
    Tokens next = Tokens.ofBrowserRefresh(refreshed);
    Answer ended = calls.withCookie("DELETE /v1/session", next.refresh());

    assertThat(me.status()).isEqualTo(200);
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.header("Set-Cookie"))
        .startsWith("gatehouse_session=" + next.refresh() + "; Path=/; Max-Age=2592000; Expires=")
        .endsWith("; HttpOnly; SameSite=Lax")
        .doesNotContain("Secure", "Domain");
    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.header("Set-Cookie")).startsWith("gatehouse_session=; Path=/; Max-Age=0; ");
    refused(calls.withCookie("GET /v1/me", next.refresh()));
    assertThat(calls.withCookie("DELETE /v1/session", next.refresh()).status()).isEqualTo(204);
    assertThat(calls.withCookie("DELETE /v1/sessions", next.refresh()).status()).isEqualTo(204);
  }

  /** SEC-51: a script can read a body, and not the cookie. */
  @Test
  void a_browser_gets_its_refresh_token_in_the_cookie_alone() {
    Tokens tokens = login();

    Answer refreshed = calls.withCookie("POST /v1/session/refresh", tokens.refresh());

    assertThat(refreshed.value("$"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("accessToken", "tokenType", "expiresIn");
    Tokens next = Tokens.ofBrowserRefresh(refreshed);
    assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
    assertThat(refreshed.http().body()).doesNotContain(next.refresh());
    assertThat(calls.withCookie("GET /v1/me", next.refresh()).status()).isEqualTo(200);
  }

  @Test
  void a_browser_ends_all_sessions_by_its_cookie() {
    Tokens tokens = login();
    Tokens other = login();

    Answer ended = calls.withCookie("DELETE /v1/sessions", tokens.refresh());

    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.header("Set-Cookie")).startsWith("gatehouse_session=;");
    refused(calls.refresh(other.refresh()));
  }

  /** SEC-26. */
  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, nonsense",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:8080.evil.example",
    "Origin, http://127.0.0.1",
    "Origin, http://127.0.0.1:8080/",
  })
  void what_another_site_has_a_browser_write_is_refused(String header, String value) {
    Tokens tokens = login();

    for (String call : SessionCalls.PROTECTED) {
      if (!call.startsWith("GET")) {
        refused(calls.withCookie(call, tokens.refresh(), header, value));
        refused(
            calls.withCookie(
                call,
                tokens.refresh(),
                header,
                value,
                "Sec-Fetch-Site",
                "same-origin",
                "Origin",
                TestSettings.PUBLIC_URL));
      }
    }
    assertThat(calls.refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  /** SEC-26: a request with a bearer token comes from a client that has the token. */
  @Test
  void a_token_in_header_or_body_counts_from_anywhere() {
    Tokens tokens = login();

    assertThat(
            calls
                .send(
                    "POST /v1/session/refresh",
                    "{\"refreshToken\":\"" + tokens.refresh() + "\"}",
                    "Content-Type",
                    "application/json",
                    "Sec-Fetch-Site",
                    "cross-site")
                .status())
        .isEqualTo(200);
    assertThat(
            calls
                .send(
                    "DELETE /v1/session",
                    "",
                    "Authorization",
                    "bearer " + tokens.access(),
                    "Origin",
                    "https://app.example")
                .status())
        .isEqualTo(204);
  }

  @Test
  void a_bearer_token_wins_over_the_cookie_and_a_bad_one_is_not_made_up_for() {
    Tokens tokens = login();
    Tokens other = login();

    refused(calls.withCookie("GET /v1/me", tokens.refresh(), "Authorization", "Bearer x"));
    Answer ended =
        calls.withCookie(
            "DELETE /v1/session", tokens.refresh(), "Authorization", "Bearer " + other.access());

    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.header("Set-Cookie")).isEmpty();
    refused(calls.refresh(other.refresh()));
    assertThat(calls.refresh(tokens.refresh()).status()).isEqualTo(200);
  }
}
