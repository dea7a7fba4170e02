package dev.gatehouse.adapter.rest.browser;

import static dev.gatehouse.adapter.rest.Samples.METHOD;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.cookieLike;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class StartControllerTest {

  private static final String START = "/v1/logins/FAKE/start";

  private final MockMvcTester mvc;
  private final BrowserLogin logins;

  StartControllerTest(MockMvcTester mvc, BrowserLogin logins) {
    this.mvc = mvc;
    this.logins = logins;
  }

  @Test
  void a_browser_is_sent_to_the_provider_and_keeps_the_attempt() throws Exception {
    when(logins.begin(any())).thenReturn(Attempts.STARTED);

    MvcTestResult answer =
        mvc.get()
            .uri(START + "?channel=web&returnTo=http://localhost/shop")
            .header(HttpHeaders.ACCEPT, "text/html")
            .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
            .exchange();

    assertThat(answer)
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, Attempts.PROVIDER)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Cookie kept = cookieLike(answer, "gatehouse_attempt_");
    assertThat(kept.isHttpOnly()).isTrue();
    assertThat(kept.getMaxAge()).isEqualTo(600);
    verify(logins)
        .begin(
            new BrowserLogin.Start(
                METHOD,
                "web",
                URI.create("http://localhost/shop"),
                URI.create("http://localhost/v1/logins/FAKE/callback"),
                Locale.ENGLISH,
                Consent.WHEN_NEEDED));
  }

  @Test
  void a_script_reads_where_to_send_the_browser() throws Exception {
    when(logins.begin(any())).thenReturn(Attempts.STARTED);

    MvcTestResult answer =
        mvc.get().uri(START + "?channel=web").accept(MediaType.APPLICATION_JSON).exchange();

    assertThat(answer).hasStatusOk();
    assertThat(body(answer))
        .isEqualTo(
            json(
                "{'authorizationUrl':'%s','state':'%s','expiresIn':600}"
                    .formatted(Attempts.PROVIDER, Attempts.STATE.value())));
  }

  @ParameterizedTest
  @CsvSource({
    "'', channel missing",
    "?channel=, channel blank",
    "?channel=web&returnTo=https://evil.example/, returnTo not_allowed",
    "?channel=web&channel=app, channel doubled",
  })
  void a_parameter_that_cannot_be_used_is_named(String query, String error) {
    assertThat(invalid(mvc.get().uri(START + query).exchange())).containsExactly(error);
    verifyNoInteractions(logins);
  }

  @Test
  void a_channel_that_is_not_configured_is_refused() throws Exception {
    when(logins.begin(any())).thenThrow(new LoginException.UnknownChannel());

    MvcTestResult answer = mvc.get().uri(START + "?channel=web").exchange();

    problem(answer, HttpStatus.BAD_REQUEST, "unknown_channel");
    assertThat(answer).doesNotContainHeader(HttpHeaders.SET_COOKIE);
  }

  @Test
  void a_name_that_no_method_can_have_is_unknown() {
    problem(
        mvc.get().uri("/v1/logins/-/start?channel=web").exchange(),
        HttpStatus.BAD_REQUEST,
        "unknown_login_method");
  }

  @Test
  void a_head_request_begins_nothing() {
    assertThat(mvc.head().uri(START + "?channel=web").exchange())
        .hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
    verifyNoInteractions(logins);
  }
}
