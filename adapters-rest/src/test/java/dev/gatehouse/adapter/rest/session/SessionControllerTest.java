package dev.gatehouse.adapter.rest.session;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.ISSUED;
import static dev.gatehouse.adapter.rest.Samples.SESSION;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.adapter.rest.token.AccessTokens;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.application.session.Sessions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@RestSlice
class SessionControllerTest {

  private static final String COOKIE = "gatehouse_session";

  private final MockMvcTester mvc;
  private final Sessions sessions;
  private final AccessTokens accessTokens;

  SessionControllerTest(MockMvcTester mvc, Sessions sessions, AccessTokens accessTokens) {
    this.mvc = mvc;
    this.sessions = sessions;
    this.accessTokens = accessTokens;
  }

  @Test
  void the_user_of_a_cookie_is_shown() {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));

    MvcTestResult answer = mvc.get().uri("/v1/me").cookie(signedIn()).exchange();

    assertThat(answer).hasStatusOk();
    assertThat(body(answer))
        .isEqualTo(
            json("{'id':42,'sub':'42','name':'小明','age':7,'loginMethods':[{'method':'FAKE'}]}"));
  }

  @Test
  void the_user_of_an_access_token_is_shown() {
    when(sessions.current(SESSION.id())).thenReturn(Optional.of(ACTIVE));

    assertThat(mvc.get().uri("/v1/me").header(HttpHeaders.AUTHORIZATION, bearer()).exchange())
        .hasStatusOk();
  }

  @Test
  void a_request_without_a_token_is_asked_for_one() {
    MvcTestResult answer = mvc.get().uri("/v1/me").exchange();

    problem(answer, HttpStatus.UNAUTHORIZED, "session_invalid");
    assertThat(answer).hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  @Test
  void a_refresh_token_in_the_body_is_answered_in_the_body() {
    when(sessions.renew(TOKEN)).thenReturn(Optional.of(ISSUED));

    MvcTestResult answer = refresh("{'refreshToken':'" + TOKEN.value() + "'}");

    assertThat(answer).hasStatusOk().doesNotContainHeader(HttpHeaders.SET_COOKIE);
    JsonNode session = body(answer);
    assertThat(session.path("refreshToken").asString()).isEqualTo(TOKEN.value());
    assertThat(session.path("tokenType").asString()).isEqualTo("Bearer");
    assertThat(session.path("expiresIn").asInt()).isEqualTo(900);
    assertThat(accessTokens.verify(session.path("accessToken").asString())).isPresent();
  }

  /** SEC-51. */
  @Test
  void a_refresh_token_in_a_cookie_is_answered_in_a_cookie() {
    when(sessions.renew(TOKEN)).thenReturn(Optional.of(ISSUED));

    MvcTestResult answer = mvc.post().uri("/v1/session/refresh").cookie(signedIn()).exchange();

    assertThat(answer)
        .hasStatusOk()
        .cookies()
        .hasValue(COOKIE, TOKEN.value())
        .hasMaxAge(COOKIE, Duration.ofHours(1))
        .isHttpOnly(COOKIE, true);
    assertThat(body(answer).has("refreshToken")).isFalse();
  }

  @Test
  void a_refresh_token_that_is_none_is_refused_and_reported() {
    problem(refresh("{'refreshToken':'planted'}"), HttpStatus.UNAUTHORIZED, "session_invalid");

    verify(sessions).refuse(SessionRefusal.REFRESH_REJECTED);
    verify(sessions, never()).renew(any());
  }

  @Test
  void a_refresh_token_that_leads_to_no_session_is_refused() {
    when(sessions.renew(TOKEN)).thenReturn(Optional.empty());

    problem(
        refresh("{'refreshToken':'" + TOKEN.value() + "'}"),
        HttpStatus.UNAUTHORIZED,
        "session_invalid");
  }

  @Test
  void a_refresh_token_of_another_type_is_an_invalid_request() {
    assertThat(invalid(refresh("{'refreshToken':1}"))).containsExactly("refreshToken wrong_type");
  }

  /** SEC-26. */
  @Test
  void another_site_cannot_use_the_cookie() {
    MvcTestResult answer =
        mvc.post()
            .uri("/v1/session/refresh")
            .cookie(signedIn())
            .header("Sec-Fetch-Site", "cross-site")
            .exchange();

    problem(answer, HttpStatus.UNAUTHORIZED, "session_invalid");
    verify(sessions).refuse(SessionRefusal.CROSS_SITE_WRITE);
    verify(sessions, never()).renew(any());
  }

  @Test
  void signing_out_ends_the_session_and_takes_the_cookie_away() {
    MvcTestResult answer = mvc.delete().uri("/v1/session").cookie(signedIn()).exchange();

    assertThat(answer)
        .hasStatus(HttpStatus.NO_CONTENT)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .cookies()
        .hasMaxAge(COOKIE, Duration.ZERO);
    verify(sessions).end(TOKEN.sessionId(), SessionEndReason.SIGNED_OUT);
  }

  @Test
  void signing_out_by_an_access_token_leaves_cookies_alone() {
    assertThat(
            mvc.delete().uri("/v1/session").header(HttpHeaders.AUTHORIZATION, bearer()).exchange())
        .hasStatus(HttpStatus.NO_CONTENT)
        .doesNotContainHeader(HttpHeaders.SET_COOKIE);
    verify(sessions).end(SESSION.id(), SessionEndReason.SIGNED_OUT);
  }

  @Test
  void signing_out_everywhere_ends_all_sessions_of_the_user() {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));

    assertThat(mvc.delete().uri("/v1/sessions").cookie(signedIn()).exchange())
        .hasStatus(HttpStatus.NO_CONTENT)
        .cookies()
        .hasMaxAge(COOKIE, Duration.ZERO);
    verify(sessions).endAll(USER.id());
  }

  @Test
  void an_access_token_of_an_ended_session_cannot_end_the_others() {
    when(sessions.current(SESSION.id())).thenReturn(Optional.empty());

    MvcTestResult answer =
        mvc.delete().uri("/v1/sessions").header(HttpHeaders.AUTHORIZATION, bearer()).exchange();

    problem(answer, HttpStatus.UNAUTHORIZED, "session_invalid");
    assertThat(answer).hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    verify(sessions, never()).endAll(any());
  }

  private MvcTestResult refresh(String body) {
    return mvc.post()
        .uri("/v1/session/refresh")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body.replace('\'', '"'))
        .exchange();
  }

  private String bearer() {
    return "Bearer " + accessTokens.sign(SESSION).value();
  }
}
