package dev.gatehouse.adapter.rest.browser;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.ISSUED;
import static dev.gatehouse.adapter.rest.Samples.METHOD;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.cookie;
import static dev.gatehouse.adapter.rest.Samples.cookieLike;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserName;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class CallbackControllerTest {

  private static final String CALLBACK =
      "/v1/logins/FAKE/callback?code=c1&state=" + Attempts.STATE.value();
  private static final String ATTEMPT = "gatehouse_attempt_";

  private final MockMvcTester mvc;
  private final BrowserLogin logins;
  private final Sessions sessions;

  CallbackControllerTest(MockMvcTester mvc, BrowserLogin logins, Sessions sessions) {
    this.mvc = mvc;
    this.logins = logins;
    this.sessions = sessions;
  }

  @Test
  void a_browser_gets_a_session_and_returns_to_where_it_began() throws Exception {
    Cookie attempt = begin();
    returns();

    MvcTestResult answer = mvc.get().uri(CALLBACK).cookie(attempt).exchange();

    assertThat(answer)
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "http://localhost/shop")
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .cookies()
        .hasValue("gatehouse_session", TOKEN.value());
    verify(logins)
        .complete(
            Attempts.ATTEMPT,
            new Callback(METHOD, Attempts.STATE, "c1"),
            RegistrationMode.AUTOMATIC);
  }

  @Test
  void a_callback_that_is_sent_twice_is_answered_as_the_first() throws Exception {
    Cookie attempt = begin();
    returns();
    Cookie finished = cookie(mvc.get().uri(CALLBACK).cookie(attempt).exchange(), attempt.getName());
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));

    assertThat(mvc.get().uri(CALLBACK).cookie(finished, signedIn()).exchange())
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "http://localhost/shop");
    verify(logins, times(1)).complete(any(), any(), any());
  }

  @Test
  void a_script_reads_the_session_and_the_attempt_is_forgotten() throws Exception {
    Cookie attempt = begin();
    returns();

    MvcTestResult answer =
        mvc.get().uri(CALLBACK).cookie(attempt).accept(MediaType.APPLICATION_JSON).exchange();

    assertThat(answer).hasStatusOk().cookies().hasMaxAge(attempt.getName(), Duration.ZERO);
    assertThat(body(answer).path("session").path("refreshToken").asString())
        .isEqualTo(TOKEN.value());
  }

  /** SEC-03. */
  @Test
  void a_browser_that_began_nothing_completes_nothing() throws Exception {
    when(logins.complete(isNull(), any(), any()))
        .thenThrow(new LoginException.StateMismatch("no attempt"));

    problem(mvc.get().uri(CALLBACK).exchange(), HttpStatus.FORBIDDEN, "state_mismatch");
  }

  @Test
  void a_callback_without_code_and_state_is_for_the_use_case_to_judge() throws Exception {
    when(logins.complete(isNull(), any(), any())).thenThrow(new LoginException.LoginDeclined());

    problem(
        mvc.get().uri("/v1/logins/FAKE/callback?code={code}&state=short", " ").exchange(),
        HttpStatus.UNAUTHORIZED,
        "login_declined");
    verify(logins).complete(null, new Callback(METHOD, null, null), RegistrationMode.AUTOMATIC);
  }

  @Test
  void an_attempt_that_failed_is_forgotten() throws Exception {
    Cookie attempt = begin();
    when(logins.complete(any(), any(), any()))
        .thenThrow(new LoginException.CredentialRejected("used"));

    MvcTestResult answer = mvc.get().uri(CALLBACK).cookie(attempt).exchange();

    problem(answer, HttpStatus.UNAUTHORIZED, "credential_rejected");
    assertThat(answer).cookies().hasMaxAge(attempt.getName(), Duration.ZERO);
  }

  /** SEC-80. */
  @Test
  void a_person_who_is_asked_first_is_sent_to_the_question() throws Exception {
    Cookie attempt = begin();
    when(logins.complete(any(), any(), any()))
        .thenThrow(
            new LoginException.NotRegistered(IDENTITY, new NewUser(new UserName("小明")), "web"));

    MvcTestResult answer = mvc.get().uri(CALLBACK).cookie(attempt).exchange();

    assertThat(answer)
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "/v1/logins/continue");
    assertThat(cookieLike(answer, "gatehouse_registration").isHttpOnly()).isTrue();
  }

  @Test
  void a_silent_attempt_without_consent_is_begun_again() throws Exception {
    Cookie attempt = begin();
    when(logins.complete(any(), any(), any())).thenThrow(new LoginException.ConsentRequired());
    when(logins.beginAgain(any(), any(), any())).thenReturn(Optional.of(again()));

    MvcTestResult answer = mvc.get().uri(CALLBACK).cookie(attempt).exchange();

    assertThat(answer)
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "https://provider.example/consent");
    assertThat(answer.getResponse().getCookies())
        .as("the second attempt, and a note about the first")
        .filteredOn(cookie -> cookie.getName().startsWith(ATTEMPT) && cookie.getMaxAge() > 0)
        .hasSize(2);
  }

  @Test
  void a_script_reads_where_the_person_has_to_consent() throws Exception {
    Cookie attempt = begin();
    when(logins.complete(any(), any(), any())).thenThrow(new LoginException.ConsentRequired());
    when(logins.beginAgain(any(), any(), any())).thenReturn(Optional.of(again()));

    MvcTestResult answer =
        mvc.get().uri(CALLBACK).cookie(attempt).accept(MediaType.APPLICATION_JSON).exchange();

    assertThat(
            problem(answer, HttpStatus.FORBIDDEN, "consent_required")
                .path("authorizationUrl")
                .asString())
        .isEqualTo("https://provider.example/consent");
  }

  private Cookie begin() throws LoginException {
    when(logins.begin(any())).thenReturn(Attempts.STARTED);
    return cookieLike(mvc.get().uri("/v1/logins/FAKE/start?channel=web").exchange(), ATTEMPT);
  }

  private void returns() throws LoginException {
    when(logins.complete(any(), any(), any())).thenReturn(new LoginResult.Returned(USER, IDENTITY));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.of(ISSUED));
  }

  private static StartedLogin again() {
    State state = new State("t".repeat(32));
    LoginAttempt first = Attempts.ATTEMPT;
    return new StartedLogin(
        new LoginAttempt(
            state, METHOD, first.channel(), first.returnTo(), first.begunAt(), Consent.REQUIRED),
        Attempts.STARTED.request(),
        URI.create("https://provider.example/consent"));
  }
}
